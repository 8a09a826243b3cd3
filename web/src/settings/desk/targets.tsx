import type { SlaPolicy } from '../../api/types.ts'
import { useLanguage } from '../../texts/texts.tsx'
import { formatOf } from '../../ui/intl.ts'
import { useSettingsTexts } from '../texts.ts'
import { KINDS } from './targets-field.tsx'

const unit = (name: 'minute' | 'hour') =>
  formatOf(
    (language) =>
      new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits: 1 }),
  )
const MINUTES = unit('minute')
const HOURS = unit('hour')

/** Never in days: of business hours, nobody knows how many make one. */
const timeOf = (minutes: number, language: string): string =>
  minutes < 60 ? MINUTES(language).format(minutes) : HOURS(language).format(minutes / 60)

/** What a policy promises, from the soonest to the latest: `First reply: 30 min – 8 hr`. */
export const Targets = ({ targets }: { targets: SlaPolicy['targets'] }) => {
  const t = useSettingsTexts().service
  const language = useLanguage()
  return (
    <ul className="text-[0.8125rem]">
      {KINDS.map((kind) => {
        const minutes = Object.values(targets[kind] ?? {}).filter((value) => typeof value === 'number')
        if (minutes.length === 0) return null
        const [soonest, latest] = [Math.min(...minutes), Math.max(...minutes)].map((one) => timeOf(one, language))
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
