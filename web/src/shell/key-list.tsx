import { useTexts } from '../texts/texts.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { useAllCommands } from './commands.tsx'

/** The keys of everything that can be done on this page. */
export const KeyList = ({ open, onClose }: { open: boolean; onClose: () => void }) => {
  const t = useTexts()
  const groups = Map.groupBy(
    useAllCommands().filter(({ keys }) => keys),
    ({ group }) => group,
  )
  return (
    <Dialog open={open} onClose={onClose} title={t.shell.keyboard} wide>
      <div className="gap-8 sm:columns-2">
        {[...groups].map(([group, commands]) => (
          <section key={group} className="mb-4 break-inside-avoid">
            <h3 className="mb-1 text-xs font-medium text-ink-faint">{group}</h3>
            <dl>
              {commands.map(({ id, label, keys }) => (
                <div key={id} className="flex items-center justify-between gap-3 py-0.5 text-sm">
                  <dt>{label}</dt>
                  <dd>
                    <Kbd keys={keys ?? ''} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
