import { useState } from 'react'
import { useTexts } from '../texts/texts.tsx'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { TextInput } from '../ui/inputs.tsx'
import { Problem } from '../ui/problem.tsx'
import { verifyCode } from './auth.ts'
import { Frame } from './frame.tsx'
import { useAction } from './use-action.ts'

/** The code of an authenticator, or one of the backup codes. */
export const SecondFactor = ({ onEntered }: { onEntered: () => Promise<void> }) => {
  const t = useTexts()
  const [isBackup, setIsBackup] = useState(false)
  const action = useAction(async (given) => {
    await verifyCode(String(given.get('code')).trim(), isBackup)
    await onEntered()
  }, t.signIn.wrongCode)
  return (
    <Frame title={t.signIn.secondFactor} intro={isBackup ? t.signIn.backupIntro : t.signIn.codeIntro}>
      <form onSubmit={action.submit} className="flex flex-col gap-4">
        <Field label={isBackup ? t.signIn.backupCode : t.signIn.code}>
          <TextInput
            key={String(isBackup)}
            name="code"
            dir="ltr"
            autoFocus
            required
            autoComplete="one-time-code"
            inputMode={isBackup ? 'text' : 'numeric'}
          />
        </Field>
        {action.error ? <Problem error={action.error} /> : null}
        <Button type="submit" look="primary" busy={action.busy}>
          {t.signIn.enter}
        </Button>
        <Button look="quiet" onClick={() => setIsBackup(!isBackup)}>
          {isBackup ? t.signIn.useCode : t.signIn.useBackup}
        </Button>
      </form>
    </Frame>
  )
}
