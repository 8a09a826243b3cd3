import { startRegistration, WebAuthnError } from '@simplewebauthn/browser'
import { api } from '../../api/client.ts'
import { ApiProblem, problemOf } from '../../api/problem.ts'
import { useAction } from '../../sign-in/use-action.ts'
import { useTexts } from '../../texts/texts.tsx'
import { Button } from '../../ui/button.tsx'
import { Actions, Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { TextInput } from '../../ui/inputs.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useSettingsTexts } from '../texts.ts'
import type { Passkey } from './passkeys-query.ts'

type Options = Parameters<typeof startRegistration>[0]['optionsJSON']

const NAME_MAX = 100

/** Makes a passkey on a device, or gives one another name. */
export const PasskeyDialog = ({
  passkey,
  onClose,
  onDone,
}: {
  passkey: Passkey | null
  onClose: () => void
  onDone: () => Promise<unknown>
}) => {
  const { shell } = useTexts()
  const t = useSettingsTexts().account
  const action = useAction(async (given) => {
    const name = String(given.get('name')).trim()
    if (passkey) {
      await api.post('/auth/passkey/update-passkey', { id: passkey.id, name })
    } else {
      const optionsJSON = await api.get<Options>('/auth/passkey/generate-register-options')
      const response = await startRegistration({ optionsJSON })
      await api.post('/auth/passkey/verify-registration', { response, name })
    }
    await onDone()
    onClose()
  })
  return (
    <Dialog open title={passkey ? t.rename : t.addPasskey} onClose={onClose}>
      <form onSubmit={action.submit} className="flex flex-col gap-4">
        <Field label={t.passkeyName} hint={t.passkeyNameHint}>
          <TextInput name="name" required maxLength={NAME_MAX} defaultValue={passkey?.name ?? ''} autoComplete="off" />
        </Field>
        {action.error ? <Said error={action.error} /> : null}
        <Actions>
          <Button onClick={onClose}>{shell.cancel}</Button>
          <Button type="submit" look="primary" busy={action.busy}>
            {passkey ? shell.save : t.addPasskey}
          </Button>
        </Actions>
      </form>
    </Dialog>
  )
}

/** What the server refused in its words; what the device did not do in ours: its own are for programmers. */
const Said = ({ error }: { error: unknown }) => {
  const t = useSettingsTexts().account
  if (problemOf(error).code === 'session_not_fresh') return <Note text={t.stale} />
  if (error instanceof ApiProblem) return <Problem error={error} />
  const isKnown = error instanceof WebAuthnError && error.code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED'
  return <Note text={isKnown ? t.passkeyKnown : t.passkeyNotMade} />
}

const Note = ({ text }: { text: string }) => (
  <p role="alert" className="rounded-md bg-warn-soft p-2.5 text-sm text-warn">
    {text}
  </p>
)
