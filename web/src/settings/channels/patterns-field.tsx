import { useQuery } from '@tanstack/react-query'
import { Plus, X } from 'lucide-react'
import { ticketTypesQuery } from '../../api/desk.ts'
import { useTexts } from '../../texts/texts.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { SelectField, TextField, WordsField } from '../form/fields.tsx'
import type { Body } from '../form/paths.ts'
import { useFormContext } from '../form/use-form.ts'
import { useSettingsTexts } from '../texts.ts'
import { NEW_PATTERN } from './mail-intake-body.ts'

const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const

/** Marks at the beginning of a subject, and what each says of the ticket; the first that fits counts. */
export const PatternsField = ({ name }: { name: string }) => {
  const shell = useTexts().shell
  const t = useSettingsTexts().intake
  const form = useFormContext()
  const { data: types = [] } = useQuery(ticketTypesQuery)
  const given = form.value(name)
  const patterns = Array.isArray(given) ? (given as Body[]) : [] // mail-intake-body's own rows
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="text-[0.8125rem] font-medium">{t.patterns}</legend>
      <p className="mb-1 text-[0.8125rem] text-ink-faint">{t.patternsHint}</p>
      {patterns.map((pattern, row) => {
        const path = `${name}.${row}`
        const words = pattern.form === 'prefix' ? 'prefix' : 'bracket'
        return (
          // A mark has no name of its own; it only leaves by its button, which makes the fields below it anew.
          <section
            key={`${patterns.length} ${row}`}
            aria-label={t.pattern(row + 1)}
            className="relative grid gap-3 rounded-md border border-line p-3 pe-12 sm:grid-cols-2"
          >
            <SelectField
              name={`${path}.form`}
              label={t.form}
              options={[
                ['bracket', t.bracket],
                ['prefix', t.prefix],
              ]}
            />
            <TextField name={`${path}.mark`} label={t.mark} required />
            {form.error(`${path}.mark.${words}`) ? (
              <p className="text-[0.8125rem] text-danger sm:col-span-2">{form.error(`${path}.mark.${words}`)}</p>
            ) : null}
            <SelectField
              name={`${path}.type`}
              label={t.type}
              none={t.unchanged}
              options={types.map((type) => [type.name, type.name] as const)}
            />
            <SelectField
              name={`${path}.priority`}
              label={t.priority}
              none={t.unchanged}
              options={PRIORITIES.map((one) => [one, t.priorities[one]] as const)}
            />
            <WordsField name={`${path}.tags`} label={t.tags} />
            <span className="absolute end-2 top-2">
              <IconButton
                label={`${shell.remove}: ${t.pattern(row + 1)}`}
                onClick={() => form.set(name, patterns.toSpliced(row, 1))}
              >
                <X aria-hidden />
              </IconButton>
            </span>
          </section>
        )
      })}
      <Button
        small
        look="quiet"
        className="self-start"
        icon={<Plus aria-hidden className="size-4" />}
        onClick={() => form.set(name, [...patterns, NEW_PATTERN])}
      >
        {t.addPattern}
      </Button>
    </fieldset>
  )
}
