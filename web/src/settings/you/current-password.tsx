import { Field } from '../../ui/field.tsx'
import { TextInput } from '../../ui/inputs.tsx'
import { useSettingsTexts } from '../texts.ts'

/** The password that somebody has, asked again before they change how they sign in. */
export const CurrentPassword = ({ name }: { name: string }) => (
  <Field label={useSettingsTexts().account.currentPassword}>
    <TextInput name={name} type="password" dir="ltr" autoComplete="current-password" required />
  </Field>
)
