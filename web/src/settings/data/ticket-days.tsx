import type { Status } from '../../api/types.ts'
import { useLanguage } from '../../texts/texts.tsx'
import { Section } from '../resource/screen.tsx'
import { useSettingsTexts } from '../texts.ts'

/** How many tickets came each day, as bars; read out as a list. */
export const TicketDays = ({ days }: { days: Status['tickets_by_day'] }) => {
  const t = useSettingsTexts().status
  const language = useLanguage()
  const most = Math.max(1, ...days.map(({ created }) => created))
  const sum = days.reduce((all, { created }) => all + created, 0)
  // A day is a day wherever it is read: as it is written, not as it is in the reader's zone.
  const format = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', timeZone: 'UTC' })
  const nameOf = (day: string) => format.format(new Date(`${day}T00:00:00Z`))
  return (
    <Section title={t.tickets} intro={t.ticketsSum(sum)}>
      <ol aria-label={t.tickets} className="flex h-24 items-end gap-0.5">
        {days.map(({ day, created }) => (
          <li key={day} title={t.ticketsOf(nameOf(day), created)} className="flex h-full min-w-0 flex-1 items-end">
            <span className="sr-only">{t.ticketsOf(nameOf(day), created)}</span>
            <span
              aria-hidden
              className={`w-full rounded-t-sm ${created > 0 ? 'bg-accent' : 'bg-line'}`}
              style={{ height: created > 0 ? `${Math.max(4, (created / most) * 100)}%` : '2px' }}
            />
          </li>
        ))}
      </ol>
      <div aria-hidden className="flex justify-between text-xs text-ink-faint">
        <span>{nameOf(days[0]?.day ?? '')}</span>
        <span>{nameOf(days.at(-1)?.day ?? '')}</span>
      </div>
    </Section>
  )
}
