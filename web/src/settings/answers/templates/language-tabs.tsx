import { Plus } from 'lucide-react'
import { useTexts } from '../../../texts/texts.tsx'
import { Button } from '../../../ui/button.tsx'
import { Menu, MenuItem } from '../../../ui/menu.tsx'
import { CULTURES } from '../../desk/cultures.ts'
import { useSettingsTexts } from '../../texts.ts'

const nameOf = (culture: string): string => CULTURES.find(([known]) => known === culture)?.[1] ?? culture

/** The languages that a template is written in, and those that it could be; null is the main one. */
export const LanguageTabs = ({
  cultures,
  shown,
  onShow,
  onAdd,
  onRemove,
}: {
  cultures: string[]
  shown: string | null
  onShow: (culture: string | null) => void
  onAdd: (culture: string) => void
  onRemove: (culture: string) => void
}) => {
  const shell = useTexts().shell
  const t = useSettingsTexts().templates
  const others = CULTURES.filter(([culture]) => !cultures.includes(culture))
  return (
    <div className="flex flex-wrap items-center gap-1">
      {[null, ...cultures].map((culture) => (
        <Button
          key={culture ?? ''}
          small
          look="quiet"
          aria-pressed={shown === culture}
          className="aria-pressed:bg-selected aria-pressed:text-accent"
          onClick={() => onShow(culture)}
        >
          {culture === null ? t.mainLanguage : nameOf(culture)}
        </Button>
      ))}
      {others.length > 0 ? (
        <Menu
          trigger={
            <Button small look="quiet" icon={<Plus aria-hidden className="size-4" />}>
              {t.addLanguage}
            </Button>
          }
        >
          {others.map(([culture, name]) => (
            <MenuItem key={culture} onSelect={() => onAdd(culture)}>
              {name}
            </MenuItem>
          ))}
        </Menu>
      ) : null}
      {shown === null ? null : (
        <Button small look="quiet" className="ms-auto" onClick={() => onRemove(shown)}>
          {`${shell.remove}: ${nameOf(shown)}`}
        </Button>
      )}
    </div>
  )
}
