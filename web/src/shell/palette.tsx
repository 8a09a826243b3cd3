import { useNavigate } from '@tanstack/react-router'
import { Command as Cmdk } from 'cmdk'
import { Search } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import { lazy, Suspense, useState } from 'react'
import { useTexts } from '../texts/texts.tsx'
import { PALETTE_GROUP } from '../ui/classes.ts'
import { Kbd } from '../ui/kbd.tsx'
import { useAllCommands } from './commands.tsx'

const SettingsPages = lazy(async () => ({ default: (await import('../settings/palette-pages.tsx')).PalettePages }))

/** Always there, below all that fits better. */
const SEARCH = 'search for what was typed'
/** Before all else: who types a number means that ticket. */
const NUMBER = 'the ticket of that number'
const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
/** Each word that was typed is there, best at a beginning; letters strewn over a label are nothing that somebody meant. */
const rank = (value: string, typed: string): number => {
  if (value === NUMBER) return 1
  if (value === SEARCH) return Number.MIN_VALUE
  const [label, sought] = [plain(value), plain(typed.trim())]
  const words = sought.split(/\s+/)
  if (!words.every((word) => label.includes(word))) return 0
  if (label.startsWith(sought)) return 1
  return words.every((word) => ` ${label}`.includes(` ${word}`)) ? 0.8 : 0.4
}

const ITEM =
  'flex cursor-pointer items-center gap-2 rounded-md px-2 py-1.5 text-sm data-[selected=true]:bg-hover [&_svg]:size-4'

/** Everything that can be done here, by typing a few letters of it; a number goes to that ticket, any words can be searched for. */
export const Palette = ({ open, onClose }: { open: boolean; onClose: () => void }) => {
  const t = useTexts()
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const commands = useAllCommands().filter(({ keysOnly }) => !keysOnly)
  // From what is open to where one can go: the same order whatever came onto the page first.
  const order = [t.inbox.tickets, t.shell.inbox, t.inbox.views, t.inbox.list, t.shell.goTo, t.shell.general]
  const groups = [...Map.groupBy(commands, ({ group }) => group)].toSorted(
    ([a], [b]) => order.indexOf(a) - order.indexOf(b),
  )
  const number = /^#?(\d+)$/.exec(typed.trim())?.[1]
  const q = typed.trim()
  // The search comes with the settings' pages, which are loaded: were it there before, it would be meant before them.
  const [isReady, setReady] = useState(false)
  const close = () => {
    setTyped('')
    onClose()
  }
  return (
    <Radix.Root open={open} onOpenChange={(now) => (now ? undefined : close())}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-black/45" />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed inset-x-3 top-[10vh] z-40 mx-auto max-w-xl overflow-hidden rounded-xl border border-line bg-raised shadow-raised"
        >
          <Radix.Title className="sr-only">{t.shell.palette}</Radix.Title>
          <Cmdk label={t.shell.palette} filter={rank}>
            <Cmdk.Input
              value={typed}
              onValueChange={setTyped}
              placeholder={t.shell.paletteHint}
              className="w-full border-b border-line bg-transparent px-4 py-3 text-sm outline-none placeholder:text-ink-faint"
            />
            <Cmdk.List className="max-h-[55vh] overflow-y-auto p-1.5">
              <Cmdk.Empty className="px-3 py-6 text-center text-sm text-ink-soft">{t.shell.noCommand}</Cmdk.Empty>
              {number ? (
                <Cmdk.Item
                  value={NUMBER}
                  className={ITEM}
                  onSelect={() => {
                    close()
                    void navigate({ to: `/inbox/tickets/${number}` })
                  }}
                >
                  {t.shell.goTo} #{number}
                </Cmdk.Item>
              ) : null}
              {groups.map(([group, members]) => (
                <Cmdk.Group key={group} heading={group} className={PALETTE_GROUP}>
                  {members.map(({ id, label, keys, run }) => (
                    <Cmdk.Item
                      key={id}
                      value={`${label} ${id}`}
                      className={ITEM}
                      onSelect={() => {
                        close()
                        run()
                      }}
                    >
                      <span className="min-w-0 flex-1 truncate">{label}</span>
                      {keys ? <Kbd keys={keys} /> : null}
                    </Cmdk.Item>
                  ))}
                </Cmdk.Group>
              ))}
              <Suspense fallback={null}>
                <SettingsPages className={ITEM} isShown={q !== ''} onGo={close} onReady={() => setReady(true)} />
              </Suspense>
              {/* A number is a ticket's: Enter goes there. */}
              {q && isReady && !number ? (
                <Cmdk.Group>
                  <Cmdk.Item
                    value={SEARCH}
                    className={ITEM}
                    onSelect={() => {
                      close()
                      void navigate({ to: '/inbox/$view', params: { view: 'search' }, search: { q } })
                    }}
                  >
                    <Search aria-hidden className="text-ink-faint" />
                    <span className="min-w-0 flex-1 truncate">{t.shell.searchFor(q)}</span>
                  </Cmdk.Item>
                </Cmdk.Group>
              ) : null}
            </Cmdk.List>
          </Cmdk>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
