import { LongTextField, SelectField, TextField, WordsField } from '../../form/fields.tsx'
import { Section } from '../../resource/screen.tsx'
import { useSettingsTexts } from '../../texts.ts'
import { PairsField } from './pairs-field.tsx'

/** The fields of a ticket that an expression can find, in the order that people think of them. */
export const MAPPED = [
  'email',
  'name',
  'subject',
  'body',
  'priority',
  'tags',
  'department',
  'type',
  'assignee',
  'culture',
  'external_id',
  'external_ref',
  'delivery_id',
] as const

/** Where in a payload each field is. */
export const MappingFields = () => {
  const t = useSettingsTexts().hooks
  return (
    <Section title={t.mapping} intro={t.mappingIntro}>
      <div className="grid gap-3 sm:grid-cols-2">
        {MAPPED.map((field) => (
          <TextField
            key={field}
            name={`mapping.${field}`}
            label={t.fields[field]}
            hint={field === 'delivery_id' ? t.deliveryIdHint : undefined}
            ltr
          />
        ))}
      </div>
      <p className="text-[0.8125rem] text-ink-soft">{t.moreIntro}</p>
      <PairsField name="mapping.fields" label={t.customFields} value={t.expression} add={t.addField} mono />
      <PairsField name="mapping.metadata" label={t.metadata} value={t.expression} add={t.addMetadata} mono />
    </Section>
  )
}

/** What a ticket gets where neither the payload nor the mapping says. */
export const DefaultFields = () => {
  const t = useSettingsTexts().hooks
  const priorities = (['low', 'normal', 'high', 'urgent'] as const).map((one) => [one, t.priorities[one]] as const)
  return (
    <Section title={t.defaults} intro={t.defaultsIntro}>
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField name="defaults.email" type="email" label={t.fields.email} ltr />
        <TextField name="defaults.name" label={t.fields.name} />
        <TextField name="defaults.subject" label={t.fields.subject} />
        <SelectField name="defaults.priority" label={t.fields.priority} none="–" options={priorities} />
        <TextField name="defaults.assignee" label={t.fields.assignee} hint={t.assigneeHint} ltr />
        <TextField name="defaults.culture" label={t.fields.culture} hint={t.cultureHint} ltr />
        <WordsField name="defaults.tags" label={t.fields.tags} hint={t.tagsHint} />
        <TextField name="defaults.external_id" label={t.fields.external_id} ltr />
      </div>
      <LongTextField name="defaults.body" label={t.fields.body} rows={3} />
      <PairsField name="defaults.fields" label={t.customFields} value={t.fieldValue} add={t.addField} />
    </Section>
  )
}
