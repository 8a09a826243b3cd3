import { useQuery } from '@tanstack/react-query'
import { departmentsQuery, ticketTypesQuery } from '../../../api/desk.ts'
import { SelectField, SwitchField, TextField } from '../../form/fields.tsx'
import { useFormContext } from '../../form/use-form.ts'
import { useSettingsTexts } from '../../texts.ts'
import { signs } from './sources.ts'

/** Where a hook's tickets go, and what is believed of its sender. `signed`: whether it has a secret already. */
export const HookFields = ({ signed }: { signed: boolean }) => {
  const t = useSettingsTexts().hooks
  const form = useFormContext()
  const { data: departments = [] } = useQuery(departmentsQuery)
  const { data: types = [] } = useQuery(ticketTypesQuery)
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          name="department"
          label={t.department}
          none={t.defaultDepartment}
          options={departments.map(({ id, name }) => [id, name] as const)}
        />
        <SelectField
          name="type"
          label={t.type}
          none={t.defaultType}
          options={types.map(({ id, name }) => [id, name] as const)}
        />
      </div>
      {signs(form.value('source')) && form.value('unsigned') !== true ? (
        <TextField
          name="signing_secret"
          type="password"
          label={t.signingSecret}
          hint={signed ? t.secretStays : t.signingSecretHint}
          autoComplete="new-password"
          ltr
        />
      ) : null}
      {signed ? <SwitchField name="unsigned" label={t.stopSigning} /> : null}
      <SwitchField name="notify_requester" label={t.notify} hint={t.notifyHint} />
    </>
  )
}
