import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { Fingerprint, LogIn } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTexts } from '../texts/texts.tsx'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { TextInput } from '../ui/inputs.tsx'
import { Problem } from '../ui/problem.tsx'
import { methodsQuery, signInByPasskey, signInByPassword, signInByProvider } from './auth.ts'
import { useEnter } from './enter.tsx'
import { Frame } from './frame.tsx'
import { SecondFactor } from './second-factor.tsx'
import { useAction } from './use-action.ts'

const REFUSALS = ['email_not_verified', 'domain_not_allowed', 'not_invited', 'account_not_linked'] as const

/** Getting in: by password and second factor, by passkey, by the desk's own provider. */
export const SignIn = () => {
  const t = useTexts()
  const { back, error: refusal } = useSearch({ from: '/sign-in' })
  const enter = useEnter(back)
  const [asksCode, setAsksCode] = useState(false)
  const { data: methods } = useQuery(methodsQuery)
  const byPassword = useAction(async (given) => {
    const entered = await signInByPassword(String(given.get('email')), String(given.get('password')))
    if (entered === 'in') await enter()
    else setAsksCode(true)
  }, t.signIn.wrong)
  const byPasskey = useAction(async () => {
    await signInByPasskey(false)
    await enter()
  })
  usePasskeyAutofill(methods?.passkey === true, enter)
  if (asksCode) return <SecondFactor onEntered={enter} />
  const said = REFUSALS.find((one) => one === refusal)
  return (
    <Frame title={t.signIn.title}>
      {refusal ? (
        <p role="alert" className="rounded-md bg-danger-soft p-2.5 text-sm text-danger">
          {said ? t.signIn.refusals[said] : t.signIn.refused}
        </p>
      ) : null}
      <form onSubmit={byPassword.submit} className="flex flex-col gap-4">
        <Field label={t.shell.email}>
          <TextInput name="email" type="email" dir="ltr" autoFocus autoComplete="username webauthn" required />
        </Field>
        <Field label={t.signIn.password}>
          <TextInput name="password" type="password" dir="ltr" autoComplete="current-password" required />
        </Field>
        {byPassword.error ? <Problem error={byPassword.error} /> : null}
        <Button type="submit" look="primary" busy={byPassword.busy}>
          {t.signIn.enter}
        </Button>
        <Link to="/reset-password" className="self-start text-sm text-accent hover:underline">
          {t.signIn.forgotten}
        </Link>
      </form>
      {methods && (methods.passkey || methods.oidc.length > 0) ? (
        <div className="flex flex-col gap-2 border-t border-line pt-4">
          {methods.passkey ? (
            <Button
              icon={<Fingerprint aria-hidden className="size-4" />}
              busy={byPasskey.busy}
              onClick={() => void byPasskey.start(new FormData())}
            >
              {t.signIn.passkey}
            </Button>
          ) : null}
          {byPasskey.error ? <p className="text-sm text-ink-soft">{t.signIn.noPasskey}</p> : null}
          {methods.oidc.map(({ id, name }) => (
            <ProviderButton key={id} id={id} name={name} back={back ?? '/inbox'} />
          ))}
        </div>
      ) : null}
    </Frame>
  )
}

const ProviderButton = ({ id, name, back }: { id: string; name: string; back: string }) => {
  const t = useTexts()
  const action = useAction(() => signInByProvider(id, back))
  return (
    <>
      <Button
        icon={<LogIn aria-hidden className="size-4" />}
        busy={action.busy}
        onClick={() => void action.start(new FormData())}
      >
        {t.signIn.by(name)}
      </Button>
      {action.error ? <Problem error={action.error} /> : null}
    </>
  )
}

/** Offers passkeys in the address' own list, where the browser can: one click, and nothing to type. */
const usePasskeyAutofill = (offered: boolean, enter: () => Promise<void>) => {
  useEffect(() => {
    if (!offered) return
    const can = globalThis.PublicKeyCredential?.isConditionalMediationAvailable?.()
    // Nobody has to choose one: what is not chosen, or is given up, is no failure.
    void can
      ?.then(async (available) => {
        if (!available) return
        await signInByPasskey(true)
        await enter()
      })
      .catch(() => {})
    // It waits in the background as long as the page is there: once.
  }, [offered])
}
