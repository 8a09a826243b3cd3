import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../api/client.ts'
import { type Session, sessionQuery } from '../api/session.ts'
import type { Ticket } from '../api/types.ts'
import { SampleTabs } from '../settings/channels/sample-tabs.tsx'
import { sampleSets } from '../settings/channels/samples.ts'
import { useTexts } from '../texts/texts.tsx'
import { Button } from '../ui/button.tsx'
import { CopyText } from '../ui/copy.tsx'
import { Field } from '../ui/field.tsx'
import { TextInput } from '../ui/inputs.tsx'
import { Problem } from '../ui/problem.tsx'
import { SkeletonRows } from '../ui/states.tsx'
import { Frame } from './frame.tsx'
import { NewPassword } from './new-password.tsx'
import { useAction } from './use-action.ts'

/**
 * The first start: a one-time link signs the owner in, and leads through who they are, a first key and a first ticket.
 * Where it was left and opened again, it goes on with what is missing.
 */
export const Welcome = () => {
  const t = useTexts()
  const { token } = useSearch({ from: '/welcome' })
  const client = useQueryClient()
  const { data: session } = useQuery({ ...sessionQuery, enabled: false })
  // A query, so that however often the page is drawn the token is sent once: it is good for no more.
  const { error } = useQuery({
    queryKey: ['welcome', token],
    queryFn: async () => {
      // Whoever reloads the page is in already.
      const known = await client.fetchQuery(sessionQuery).catch(() => null)
      if (known) return true
      await api.post('/v1/setup/start', { token })
      await client.fetchQuery(sessionQuery)
      return true
    },
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    retryOnMount: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
  if (error) {
    return (
      <Frame title={t.signIn.welcome}>
        <Problem error={error} />
        <Link to="/sign-in" className="text-sm text-accent hover:underline">
          {t.signIn.backToSignIn}
        </Link>
      </Frame>
    )
  }
  if (!session) return <SkeletonRows rows={4} />
  return session.set_up ? <FirstKey /> : <WhoAreYou session={session} />
}

/** What is next has the focus: what had it before is gone. */
const focus = (next: HTMLElement | null) => next?.focus()

const WhoAreYou = ({ session }: { session: Session }) => {
  const t = useTexts()
  const client = useQueryClient()
  const isOwner = session.member.role === 'owner'
  const action = useAction(async (given) => {
    const asked = (name: string) => String(given.get(name))
    await api.put('/v1/setup', {
      name: asked('name'),
      password: asked('password'),
      ...(isOwner ? { desk_name: asked('desk_name'), email: asked('email') } : {}),
    })
    // Asked for outright: a query that nobody on this page keeps fresh is not asked again by itself.
    await client.fetchQuery({ ...sessionQuery, staleTime: 0 })
  })
  return (
    <Frame title={t.signIn.welcome} intro={t.signIn.welcomeIntro}>
      <form onSubmit={action.submit} className="flex flex-col gap-4">
        {isOwner ? (
          <Field label={t.signIn.deskName} hint={t.signIn.deskNameHint}>
            <TextInput ref={focus} name="desk_name" defaultValue={session.desk.name} required maxLength={200} />
          </Field>
        ) : null}
        <Field label={t.signIn.yourName}>
          <TextInput name="name" autoComplete="name" required maxLength={200} />
        </Field>
        {isOwner ? (
          <Field label={t.signIn.yourEmail} hint={t.signIn.yourEmailHint}>
            <TextInput name="email" type="email" dir="ltr" autoComplete="username" required />
          </Field>
        ) : null}
        <NewPassword />
        {action.error ? <Problem error={action.error} /> : null}
        <Button type="submit" look="primary" busy={action.busy}>
          {t.shell.next}
        </Button>
      </form>
    </Frame>
  )
}

const FirstKey = () => {
  const t = useTexts()
  const [secret, setSecret] = useState<string | null>(null)
  const [ticket, setTicket] = useState<Ticket | null>(null)
  const make = useAction(async () => {
    const made = await api.post<{ secret: string }>('/v1/credentials', { kind: 'token', name: t.signIn.firstKey })
    setSecret(made.secret)
  })
  const file = useAction(async () => {
    const requester = { email: 'ann@example.com', name: 'Ann' }
    setTicket(await api.post<Ticket>('/v1/tickets', { requester, subject: t.signIn.testSubject }))
  })
  return (
    <Frame title={t.signIn.firstKey} intro={t.signIn.firstKeyIntro}>
      {secret === null ? (
        <Button ref={focus} look="primary" busy={make.busy} onClick={() => void make.start(new FormData())}>
          {t.signIn.makeKey}
        </Button>
      ) : (
        <>
          <CopyText label={t.signIn.firstKey} text={secret} />
          <SampleTabs label={t.signIn.firstTicket} sets={sampleSets(location.origin, { kind: 'token', secret })} />
          {ticket === null ? (
            <Button ref={focus} look="primary" busy={file.busy} onClick={() => void file.start(new FormData())}>
              {t.signIn.fileTest}
            </Button>
          ) : (
            <Link
              ref={focus}
              to="/inbox/tickets/$number"
              params={{ number: String(ticket.number) }}
              className="inline-flex h-8 items-center justify-center rounded-md bg-accent px-3 text-sm font-medium text-accent-ink hover:bg-accent-hover"
            >
              {t.signIn.openTicket(ticket.number)}
            </Link>
          )}
        </>
      )}
      {make.error || file.error ? <Problem error={make.error ?? file.error} /> : null}
      <Link to="/inbox" className="text-sm text-accent hover:underline">
        {ticket ? t.signIn.toInbox : t.signIn.later}
      </Link>
    </Frame>
  )
}
