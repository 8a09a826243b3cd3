import type { SlaPolicy } from '../../api/types.ts'
import { duration } from '../../reports/format.ts'
import { useLanguage } from '../../texts/texts.tsx'
import { useSettingsTexts } from '../texts.ts'
import { KINDS } from './targets-field.tsx'

/** What a policy promises, from the soonest to the latest: `First reply: 30 min – 8 hr`. */
export const Targets = ({ targets }: { targets: SlaPolicy['targets'] }) => {
  const t = useSettingsTexts().service
  const language = useLanguage()
  return (
    <ul className="text-[0.8125rem]">
      {KINDS.map((kind) => {
        const minutes = Object.values(targets[kind] ?? {}).filter((value) => typeof value === 'number')
        if (minutes.length === 0) return null
        const [soonest, latest] = [Math.min(...minutes), Math.max(...minutes)].map((one) =>
          duration(one * 60, language),
        )
        return (
          <li key={kind}>
            <span className="text-ink-faint">{t.kinds[kind]}: </span>
            {soonest === latest ? soonest : `${soonest} – ${latest}`}
          </li>
        )
      })}
    </ul>
  )
}
