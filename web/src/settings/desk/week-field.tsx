import { Plus, X } from 'lucide-react'
import { useLanguage, useTexts } from '../../texts/texts.tsx'
import { IconButton } from '../../ui/button.tsx'
import { TextInput } from '../../ui/inputs.tsx'
import { useFormContext } from '../form/use-form.ts'
import { useSettingsTexts } from '../texts.ts'

export const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
type Day = (typeof DAYS)[number]
export type Interval = { day: Day; from: string; to: string }

/** 2024 began on a Monday. */
export const A_MONDAY = Date.UTC(2024, 0, 1)
export const DAY_MS = 86_400_000

/** A weekday in the reader's language. */
export const dayName = (day: Day, language: string): string =>
  new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(A_MONDAY + DAYS.indexOf(day) * DAY_MS)

/** The hours of each weekday: none, one stretch, or several with breaks between. */
export const WeekField = ({ name }: { name: string }) => {
  const shell = useTexts().shell
  const t = useSettingsTexts().service
  const language = useLanguage()
  const form = useFormContext()
  const value = form.value(name)
  // What the form's initial values and this field itself put there.
  const intervals = (Array.isArray(value) ? value : []) as Interval[]
  const set = (next: Interval[]) => form.set(name, next)
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1 text-[0.8125rem] font-medium">{t.week}</legend>
      {DAYS.map((day) => (
        <div key={day} className="flex flex-wrap items-start gap-2">
          <span className="w-24 pt-1.5 text-sm">{dayName(day, language)}</span>
          <div className="flex flex-1 flex-col gap-1">
            {intervals.every((one) => one.day !== day) ? (
              <span className="pt-1.5 text-sm text-ink-faint">{t.closed}</span>
            ) : null}
            {intervals.map((interval, index) =>
              interval.day === day ? (
                <Stretch
                  // Stretches have no other name than their place, and are typed into where they stand.
                  key={index}
                  label={dayName(day, language)}
                  interval={interval}
                  error={form.error(`${name}.${index}.from`) ?? form.error(`${name}.${index}.to`)}
                  onChange={(changed) => set(intervals.with(index, changed))}
                  onRemove={() => set(intervals.toSpliced(index, 1))}
                />
              ) : null,
            )}
          </div>
          <IconButton
            label={`${shell.add}: ${dayName(day, language)}`}
            onClick={() => set([...intervals, { day, from: '09:00', to: '17:00' }])}
          >
            <Plus aria-hidden />
          </IconButton>
        </div>
      ))}
      {form.error(name) ? <p className="text-[0.8125rem] text-danger">{form.error(name)}</p> : null}
    </fieldset>
  )
}

const Stretch = ({
  label,
  interval,
  error,
  onChange,
  onRemove,
}: {
  label: string
  interval: Interval
  error: string | undefined
  onChange: (interval: Interval) => void
  onRemove: () => void
}) => {
  const shell = useTexts().shell
  const t = useSettingsTexts().service
  return (
    <span className="flex flex-col">
      <span className="flex items-center gap-1.5" dir="ltr">
        <TextInput
          aria-label={`${label}: ${t.from}`}
          className="w-20"
          value={interval.from}
          onChange={(event) => onChange({ ...interval, from: event.target.value })}
        />
        –
        <TextInput
          aria-label={`${label}: ${t.to}`}
          className="w-20"
          value={interval.to}
          onChange={(event) => onChange({ ...interval, to: event.target.value })}
        />
        <IconButton label={`${shell.remove}: ${label} ${interval.from}`} onClick={onRemove}>
          <X aria-hidden />
        </IconButton>
      </span>
      {error ? <span className="text-[0.8125rem] text-danger">{error}</span> : null}
    </span>
  )
}
