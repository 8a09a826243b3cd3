import { Menu, MenuItem, MenuLabel } from '../../../ui/menu.tsx'
import { useFormContext } from '../../form/use-form.ts'
import { useSettingsTexts } from '../../texts.ts'
import { MAPPED } from './mapping-fields.tsx'
import { leavesOf } from './payload.ts'

/** A payload, row by row: each value can be chosen for a field, which writes its pointer into the mapping. */
export const PayloadTree = ({ payload }: { payload: unknown }) => {
  const t = useSettingsTexts().hooks
  const form = useFormContext()
  return (
    <ul
      dir="ltr"
      aria-label={t.payload}
      className="max-h-96 overflow-y-auto rounded-md border border-line bg-sunken p-1.5 font-mono text-xs"
    >
      {leavesOf(payload).map(({ pointer, depth, name, value }) => (
        <li key={pointer} style={{ paddingInlineStart: `${Math.min(depth, 8) * 0.75}rem` }}>
          {value === null ? (
            <span className="block px-1 py-1 text-ink-soft">{name}</span>
          ) : (
            <Menu
              trigger={
                <button
                  type="button"
                  title={pointer}
                  aria-label={`${t.useFor(pointer)}: ${value}`}
                  className="flex min-h-6 w-full gap-2 rounded px-1 py-1 text-start hover:bg-hover"
                >
                  <span className="shrink-0 text-ink-soft">{name}</span>
                  <span className="min-w-0 truncate text-ink">{value}</span>
                </button>
              }
            >
              <MenuLabel>{t.useAs}</MenuLabel>
              {MAPPED.map((field) => (
                <MenuItem key={field} onSelect={() => form.set(`mapping.${field}`, pointer)}>
                  {t.fields[field]}
                </MenuItem>
              ))}
            </Menu>
          )}
        </li>
      ))}
    </ul>
  )
}
