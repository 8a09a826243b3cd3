import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../api/client.ts'
import { useTexts } from '../texts/texts.tsx'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { TextInput } from '../ui/inputs.tsx'
import { Problem } from '../ui/problem.tsx'
import { Frame } from './frame.tsx'
import { NewPassword } from './new-password.tsx'
import { useAction } from './use-action.ts'

/** For who has forgotten their password: asks for a mailed link, and by that link for another password. */
export const ResetPassword = () => {
  const { token } = useSearch({ from: '/reset-password' })
  return token ? <Finish token={token} /> : <Ask />
}

const Ask = () => {
  const t = useTexts()
  const [sentTo, setSentTo] = useState<string | null>(null)
  const action = useAction(async (given) => {
    const email = String(given.get('email'))
    await api.post('/v1/password-reset', { email })
    setSentTo(email)
  })
  return (
    <Frame title={t.signIn.forgotten} intro={sentTo ? t.signIn.resetSent(sentTo) : t.signIn.resetIntro}>
      {sentTo ? null : (
        <form onSubmit={action.submit} className="flex flex-col gap-4">
          <Field label={t.shell.email}>
            <TextInput name="email" type="email" dir="ltr" autoComplete="username" required />
          </Field>
          {action.error ? <Problem error={action.error} /> : null}
          <Button type="submit" look="primary" busy={action.busy}>
            {t.signIn.sendLink}
          </Button>
        </form>
      )}
      <Link to="/sign-in" className="text-sm text-accent hover:underline">
        {t.signIn.backToSignIn}
      </Link>
    </Frame>
  )
}

const Finish = ({ token }: { token: string }) => {
  const t = useTexts()
  const [done, setDone] = useState(false)
  const action = useAction(async (given) => {
    await api.post('/v1/password-reset/finish', { token, password: String(given.get('password')) })
    setDone(true)
  })
  return (
    <Frame title={t.signIn.newPassword} intro={done ? t.signIn.resetDone : undefined}>
      {done ? (
        <Link to="/sign-in" className="text-sm text-accent hover:underline">
          {t.signIn.enter}
        </Link>
      ) : (
        <form onSubmit={action.submit} className="flex flex-col gap-4">
          <NewPassword />
          {action.error ? <Problem error={action.error} /> : null}
          <Button type="submit" look="primary" busy={action.busy}>
            {t.shell.save}
          </Button>
        </form>
      )}
    </Frame>
  )
}
