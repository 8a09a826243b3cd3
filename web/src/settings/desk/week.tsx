import { useLanguage } from '../../texts/texts.tsx'
import { A_MONDAY, DAY_MS, DAYS, type Interval } from './week-field.tsx'

type Run = { first: number; last: number; hours: string }

/** Days one after the other that have the same hours, as one. */
const runsOf = (weekly: readonly Interval[]): Run[] => {
  const runs: Run[] = []
  for (const [at, day] of DAYS.entries()) {
    const hours = weekly
      .filter((one) => one.day === day)
      .map(({ from, to }) => `${from}–${to}`)
      .join(', ')
    const before = runs.at(-1)
    if (hours === '') continue
    if (before?.last === at - 1 && before.hours === hours) before.last = at
    else runs.push({ first: at, last: at, hours })
  }
  return runs
}

/** A week's hours, short: `Mon – Fri 09:00–17:00`. */
export const Week = ({ weekly }: { weekly: readonly Interval[] }) => {
  const language = useLanguage()
  // Hebrew's short names are its long ones.
  const weekday = language === 'he' ? 'narrow' : 'short'
  const names = new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' })
  const nameOf = (at: number) => names.format(A_MONDAY + at * DAY_MS)
  return (
    <ul>
      {runsOf(weekly).map(({ first, last, hours }) => (
        <li key={first}>
          {first === last ? nameOf(first) : `${nameOf(first)} – ${nameOf(last)}`}{' '}
          <bdi dir="ltr" className="text-ink-soft tabular-nums">
            {hours}
          </bdi>
        </li>
      ))}
    </ul>
  )
}
