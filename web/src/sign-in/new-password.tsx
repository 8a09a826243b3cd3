import { useTexts } from '../texts/texts.tsx'
import { Field } from '../ui/field.tsx'
import { TextInput } from '../ui/inputs.tsx'

export const PASSWORD_MIN = 10
export const PASSWORD_MAX = 128

/** A password that somebody chooses; the browser may make one up. */
export const NewPassword = ({ label }: { label?: string }) => {
  const t = useTexts()
  return (
    <Field label={label ?? t.signIn.password} hint={t.signIn.passwordHint(PASSWORD_MIN)}>
      <TextInput
        name="password"
        type="password"
        dir="ltr"
        autoComplete="new-password"
        minLength={PASSWORD_MIN}
        maxLength={PASSWORD_MAX}
        required
      />
    </Field>
  )
}
