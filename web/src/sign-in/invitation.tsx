import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { api } from '../api/client.ts'
import type { MemberRole } from '../api/types.ts'
import { useTexts } from '../texts/texts.tsx'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { TextInput } from '../ui/inputs.tsx'
import { Problem } from '../ui/problem.tsx'
import { SkeletonRows } from '../ui/states.tsx'
import { useEnter } from './enter.tsx'
import { Frame } from './frame.tsx'
import { NewPassword } from './new-password.tsx'
import { useAction } from './use-action.ts'

type Inspected = {
  desk: { name: string }
  email: string
  name: string | null
  role: MemberRole
  expires_at: string
  has_account: boolean
}

/** Where an invitation's link leads: who invites, and a name and a password to come in by. */
export const Invitation = () => {
  const t = useTexts()
  const { token } = useSearch({ from: '/join' })
  const enter = useEnter('/inbox')
  const { data, error } = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => api.post<Inspected>('/v1/invitations/inspect', { token }),
    retry: false,
  })
  const action = useAction(async (given) => {
    const password = given.get('password')
    await api.post('/v1/invitations/accept', {
      token,
      name: String(given.get('name')),
      ...(password ? { password: String(password) } : {}),
    })
    await enter()
  })
  if (error) {
    return (
      <Frame title={t.signIn.invitation}>
        <Problem error={error} />
        <Link to="/sign-in" className="text-sm text-accent hover:underline">
          {t.signIn.backToSignIn}
        </Link>
      </Frame>
    )
  }
  if (!data) return <SkeletonRows rows={4} />
  return (
    <Frame title={t.signIn.join(data.desk.name)} intro={t.signIn.invitedAs(data.email, t.signIn.roles[data.role])}>
      <form onSubmit={action.submit} className="flex flex-col gap-4">
        <Field label={t.signIn.yourName}>
          <TextInput name="name" autoComplete="name" defaultValue={data.name ?? ''} required maxLength={200} />
        </Field>
        {data.has_account ? (
          <p className="text-sm text-ink-soft">
            {t.signIn.hasAccount}{' '}
            <Link
              to="/sign-in"
              search={{ back: `/join?token=${encodeURIComponent(token ?? '')}` }}
              className="text-accent hover:underline"
            >
              {t.signIn.enter}
            </Link>
          </p>
        ) : (
          <NewPassword />
        )}
        {action.error ? <Problem error={action.error} /> : null}
        <Button type="submit" look="primary" busy={action.busy}>
          {t.signIn.accept}
        </Button>
      </form>
    </Frame>
  )
}
