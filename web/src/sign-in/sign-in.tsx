import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { ApiProblem } from '../api/problem.ts'
import { sessionQuery } from '../api/session.ts'
import { useTexts } from '../texts/texts.tsx'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { TextInput } from '../ui/inputs.tsx'
import { Problem } from '../ui/problem.tsx'

/** Getting in by address and password. */
export const SignIn = () => {
  const t = useTexts()
  const { back } = useSearch({ from: '/sign-in' })
  const navigate = useNavigate()
  const client = useQueryClient()
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    setBusy(true)
    setError(null)
    const response = await fetch('/auth/sign-in/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: given.get('email'), password: given.get('password') }),
    })
    setBusy(false)
    if (!response.ok) {
      const body: { message?: string } = await response.json().catch(() => ({}))
      setError(new ApiProblem(response.status, { detail: body.message }, null))
      return
    }
    await client.fetchQuery(sessionQuery)
    await navigate({ to: back ?? '/inbox' })
  }
  return (
    <main className="mx-auto flex min-h-full max-w-sm flex-col justify-center gap-5 p-6">
      <img src="/lodge.svg" alt="" className="size-10" />
      <h1 className="text-xl font-semibold">{t.signIn.title}</h1>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t.shell.email}>
          <TextInput name="email" type="email" autoComplete="username webauthn" required />
        </Field>
        <Field label={t.signIn.password}>
          <TextInput name="password" type="password" autoComplete="current-password" required />
        </Field>
        {error ? <Problem error={error} /> : null}
        <Button type="submit" look="primary" busy={busy}>
          {t.signIn.enter}
        </Button>
      </form>
    </main>
  )
}
