import { ArrowDown, ArrowUp, Plus } from 'lucide-react'
import { Button, IconButton } from '../../../ui/button.tsx'
import { SelectField, SwitchField, TextField } from '../../form/fields.tsx'
import { LinesField } from '../../form/lines-field.tsx'
import { useFormContext } from '../../form/use-form.ts'
import { Part } from '../../resource/part.tsx'
import { useSettingsTexts } from '../../texts.ts'

const KINDS = ['text', 'number', 'date', 'select', 'checkbox'] as const
const FIELDS_MAX = 50

/** What an intervention asks for, in order. */
export const AskedFields = () => {
  const t = useSettingsTexts().interventions
  const builder = useSettingsTexts().builder
  const form = useFormContext()
  const given = form.value('fields')
  const fields: unknown[] = Array.isArray(given) ? given : []
  const set = (next: unknown[]) => form.set('fields', next)
  const move = (from: number, to: number) => set(fields.toSpliced(from, 1).toSpliced(to, 0, fields[from]))
  return (
    <div className="flex flex-col gap-2">
      {fields.length === 0 ? <p className="text-sm text-ink-faint">{t.asksNothing}</p> : null}
      {fields.map((_, place) => {
        const path = `fields.${place}`
        const label = String(form.value(`${path}.label`) || form.value(`${path}.name`) || t.fieldNumber(place + 1))
        return (
          <Part
            // Fields are typed into where they stand; their names change as one types.
            key={place}
            label={label}
            onRemove={() => set(fields.toSpliced(place, 1))}
            more={
              <>
                <IconButton
                  label={`${builder.up}: ${label}`}
                  disabled={place === 0}
                  onClick={() => move(place, place - 1)}
                >
                  <ArrowUp aria-hidden />
                </IconButton>
                <IconButton
                  label={`${builder.down}: ${label}`}
                  disabled={place === fields.length - 1}
                  onClick={() => move(place, place + 1)}
                >
                  <ArrowDown aria-hidden />
                </IconButton>
              </>
            }
          >
            <div className="grid gap-2 sm:grid-cols-2">
              <TextField name={`${path}.label`} label={builder.label} hint={t.labelHint} required />
              <TextField name={`${path}.name`} label={builder.key} hint={t.nameHint} required ltr />
              <SelectField
                name={`${path}.kind`}
                label={builder.kind}
                options={KINDS.map((one) => [one, builder.kinds[one]] as const)}
              />
            </div>
            {form.value(`${path}.kind`) === 'select' ? (
              <LinesField name={`${path}.options`} label={builder.options} hint={builder.optionsHint} required />
            ) : null}
            <SwitchField name={`${path}.required`} label={builder.required} />
          </Part>
        )
      })}
      {fields.length < FIELDS_MAX ? (
        <Button
          small
          look="quiet"
          className="self-start"
          icon={<Plus aria-hidden className="size-4" />}
          onClick={() => set([...fields, { name: '', label: '', kind: 'text', required: false, options: [] }])}
        >
          {t.addField}
        </Button>
      ) : null}
    </div>
  )
}
