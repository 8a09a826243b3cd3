import { useQuery } from '@tanstack/react-query'
import type { Department } from '../../../api/types.ts'
import { useTexts } from '../../../texts/texts.tsx'
import { SelectField, SwitchField, TextField } from '../../form/fields.tsx'
import { allOf } from '../../resource/all.ts'
import { useSettingsTexts } from '../../texts.ts'

export const TYPES = ['reply', 'email', 'notification', 'intervention', 'faq'] as const

/** What a template is called, what it is for, and whether it may be used. */
export const AboutFields = () => {
  const shell = useTexts().shell
  const t = useSettingsTexts().templates
  const service = useSettingsTexts().service
  const { data: departments = [] } = useQuery(allOf<Department>('/v1/departments'))
  return (
    <>
      <TextField name="name" label={shell.name} required />
      <TextField name="identifier" label={t.identifier} hint={t.identifierHint} required ltr />
      <SelectField
        name="type"
        label={t.type}
        hint={t.typeHint}
        options={TYPES.map((one) => [one, t.types[one]] as const)}
      />
      <SelectField
        name="department"
        label={service.department}
        none={service.everybody}
        options={departments.map(({ id, name }) => [id, name] as const)}
      />
      <TextField name="category" label={service.category} hint={t.categoryHint} />
      <TextField name="subcategory" label={t.subcategory} />
      <SwitchField name="enabled" label={t.enabled} hint={t.enabledHint} />
      <SwitchField name="suppress_notification" label={t.suppress} hint={t.suppressHint} />
    </>
  )
}
