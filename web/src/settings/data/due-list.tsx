import { useLanguage } from '../../texts/texts.tsx'
import { useSettingsTexts } from '../texts.ts'
import { COUNTED, type Due } from './retention-types.ts'

export const isNothing = (due: Due): boolean => COUNTED.every((name) => due[name].count === 0)

/** What would be deleted now, of what there is any. */
export const DueList = ({ due }: { due: Due }) => {
  const t = useSettingsTexts().data
  const language = useLanguage()
  if (isNothing(due)) return <p className="text-sm text-ink-soft">{t.nothingDue}</p>
  return (
    <ul className="flex flex-col gap-1 text-sm">
      {COUNTED.filter((name) => due[name].count > 0).map((name) => {
        const count = due[name].count.toLocaleString(language)
        return (
          <li key={name} className="flex justify-between gap-3 text-danger">
            <span>{t.due[name]}</span>
            <span className="tabular-nums">{due[name].more ? t.more(count) : count}</span>
          </li>
        )
      })}
    </ul>
  )
}
