import { useQuery } from '@tanstack/react-query'
import { TextCursorInput } from 'lucide-react'
import type { Department, Field, TicketType } from '../../api/types.ts'
import { useTexts } from '../../texts/texts.tsx'
import { Badge } from '../../ui/badge.tsx'
import { SelectField, SwitchField, TextField } from '../form/fields.tsx'
import { LinesField } from '../form/lines-field.tsx'
import { useFormContext } from '../form/use-form.ts'
import { allOf } from '../resource/all.ts'
import { type Resource, ResourceScreen } from '../resource/resource.tsx'
import { useSettingsTexts } from '../texts.ts'

const KINDS = ['text', 'number', 'date', 'select', 'checkbox'] as const

/** What the named values of tickets may be. */
const Fields = () => {
  const shell = useTexts().shell
  const t = useSettingsTexts().builder
  const resource: Resource<Field> = {
    path: '/v1/fields',
    title: useSettingsTexts().pages.fields,
    intro: t.fieldsIntro,
    icon: <TextCursorInput />,
    add: t.addField,
    empty: t.noFields,
    nameOf: ({ label }) => label,
    columns: [
      {
        label: shell.name,
        cell: ({ label, key, required }) => (
          <span className="flex flex-col items-start">
            <span className="inline-flex flex-wrap items-center gap-2 font-medium">
              {label}
              {required ? <Badge tone="accent">{t.required}</Badge> : null}
            </span>
            <code className="font-mono text-xs text-ink-faint">{key}</code>
          </span>
        ),
      },
      { label: t.kind, cell: ({ kind }) => t.kinds[kind] },
      {
        label: t.forWhich,
        cell: ({ department, type }) => [department?.name, type?.name].filter(Boolean).join(' · ') || t.allTickets,
      },
    ],
    initial: {
      key: '',
      label: '',
      kind: 'text',
      options: [],
      department: null,
      type: null,
      required: false,
      position: 0,
    },
    toForm: ({ label, options, department, type, required, position }) => ({
      label,
      options,
      department: department?.id ?? null,
      type: type?.id ?? null,
      required,
      position,
    }),
    // A list that was typed before another kind was chosen is none of that kind's.
    toBody: (values) => ('kind' in values && values.kind !== 'select' ? { ...values, options: [] } : values),
    deleteNote: t.deleteField,
    fields: (field) => <FieldForm field={field} />,
  }
  return <ResourceScreen resource={resource} />
}

const FieldForm = ({ field }: { field: Field | null }) => {
  const t = useSettingsTexts().builder
  const desk = useSettingsTexts().desk
  const service = useSettingsTexts().service
  const form = useFormContext()
  const { data: departments = [] } = useQuery(allOf<Department>('/v1/departments'))
  const { data: types = [] } = useQuery(allOf<TicketType>('/v1/ticket-types'))
  const kind = field?.kind ?? form.value('kind')
  return (
    <>
      <TextField name="label" label={t.label} hint={t.labelHint} required />
      {field ? null : (
        <>
          <TextField name="key" label={t.key} hint={t.keyHint} placeholder="order_number" required ltr />
          <SelectField
            name="kind"
            label={t.kind}
            hint={t.kindHint}
            options={KINDS.map((one) => [one, t.kinds[one]] as const)}
          />
        </>
      )}
      {kind === 'select' ? <LinesField name="options" label={t.options} hint={t.optionsHint} required /> : null}
      <SelectField
        name="department"
        label={service.department}
        none={t.allDepartments}
        options={departments.map(({ id, name }) => [id, name] as const)}
      />
      <SelectField
        name="type"
        label={service.forTypes}
        none={t.allTypes}
        options={types.map(({ id, name }) => [id, name] as const)}
      />
      <SwitchField name="required" label={t.required} hint={t.requiredHint} />
      <TextField name="position" type="number" label={desk.position} hint={desk.positionHint} />
    </>
  )
}

export default Fields
