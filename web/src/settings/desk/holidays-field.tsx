import { Plus, X } from 'lucide-react'
import { useTexts } from '../../texts/texts.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Checkbox, TextInput } from '../../ui/inputs.tsx'
import { useFormContext } from '../form/use-form.ts'
import { useSettingsTexts } from '../texts.ts'

type Holiday = { name: string; from: string; to?: string; yearly?: boolean }

/** Days on which nobody is there, whatever the week says. */
export const HolidaysField = ({ name }: { name: string }) => {
  const shell = useTexts().shell
  const t = useSettingsTexts().service
  const form = useFormContext()
  const value = form.value(name)
  // What the form's initial values and this field itself put there.
  const holidays = (Array.isArray(value) ? value : []) as Holiday[]
  const set = (next: Holiday[]) => form.set(name, next)
  const change = (index: number, changed: Partial<Holiday>) => {
    const before = holidays[index]
    if (before) set(holidays.with(index, { ...before, ...changed }))
  }
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-[0.8125rem] font-medium">{t.holidays}</legend>
      {holidays.map((holiday, index) => (
        // Holidays have no other name than their place, and are typed into where they stand.
        <div key={index} className="flex flex-wrap items-center gap-2">
          <TextInput
            aria-label={shell.name}
            placeholder={shell.name}
            className="w-36"
            value={holiday.name}
            aria-invalid={form.error(`${name}.${index}.name`) !== undefined}
            onChange={(event) => change(index, { name: event.target.value })}
          />
          <TextInput
            aria-label={t.from}
            type="date"
            className="w-36"
            value={holiday.from}
            onChange={(event) => change(index, { from: event.target.value })}
          />
          <TextInput
            aria-label={t.to}
            type="date"
            className="w-36"
            value={holiday.to ?? holiday.from}
            onChange={(event) => change(index, { to: event.target.value })}
          />
          <Checkbox
            label={t.yearly}
            checked={holiday.yearly === true}
            onCheckedChange={(yearly) => change(index, { yearly: yearly === true })}
          />
          <IconButton label={`${shell.remove}: ${holiday.name}`} onClick={() => set(holidays.toSpliced(index, 1))}>
            <X aria-hidden />
          </IconButton>
        </div>
      ))}
      <Button
        small
        className="self-start"
        icon={<Plus aria-hidden className="size-4" />}
        onClick={() => set([...holidays, { name: '', from: new Date().toISOString().slice(0, 10) }])}
      >
        {t.addHoliday}
      </Button>
    </fieldset>
  )
}
