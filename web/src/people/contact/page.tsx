import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { CircleAlert, UserX } from 'lucide-react'
import { useState } from 'react'
import { ApiProblem } from '../../api/problem.ts'
import { Section } from '../../settings/resource/screen.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Empty, SkeletonRows } from '../../ui/states.tsx'
import { useLivePeople } from '../live.ts'
import { Place } from '../place.tsx'
import { contactQuery } from '../query.ts'
import { usePeopleTexts } from '../texts.ts'
import { TicketList } from '../ticket-list.tsx'
import { TraitList } from '../trait-list.tsx'
import { Activities } from './activities.tsx'
import { ContactDialogs, type OpenDialog } from './dialogs.tsx'
import { ContactHeader } from './header.tsx'
import { Identities } from './identities.tsx'

/** One person: what is known of them, what they wrote, and what can be done about them. */
export const ContactPage = () => {
  const { id } = useParams({ from: '/member/contacts/$id' })
  return <OneContact key={id} id={id} />
}

const OneContact = ({ id }: { id: string }) => {
  const t = usePeopleTexts()
  const shell = useTexts().shell
  const [open, setOpen] = useState<OpenDialog | null>(null)
  // Whoever is being erased stays on the page until the receipt was seen.
  const { data: contact, error, refetch } = useQuery({ ...contactQuery(id), enabled: open !== 'erase' })
  useLivePeople()
  const back = (
    <Link to="/contacts" className="self-start text-sm text-accent hover:underline">
      {shell.back}: {shell.contacts}
    </Link>
  )
  if (!contact) {
    const isGone = error instanceof ApiProblem && error.status === 404
    return (
      <Place>
        {back}
        {isGone ? <Empty icon={<UserX />} title={t.contactGone} /> : null}
        {error && !isGone ? <Problem error={error} onRetry={() => void refetch()} /> : null}
        {error ? null : <SkeletonRows rows={6} />}
      </Place>
    )
  }
  const isMerged = contact.merged_into !== null
  return (
    <Place>
      {back}
      {contact.merged_into === null ? null : (
        <p className="flex flex-wrap items-center gap-2 rounded-md bg-warn-soft p-2.5 text-sm text-warn">
          <CircleAlert aria-hidden className="size-4 shrink-0" />
          {t.mergedInto}
          <Link to="/contacts/$id" params={{ id: contact.merged_into }} className="font-medium underline">
            {t.openOther}
          </Link>
        </p>
      )}
      <ContactHeader contact={contact} onOpen={setOpen} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-4">
          {isMerged ? null : (
            <Section title={t.tickets}>
              <TicketList whose={{ requester: contact.id }} none={t.noTickets} />
            </Section>
          )}
          <Section title={t.activity} intro={t.activityText}>
            <Activities id={contact.id} />
          </Section>
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <Identities contact={contact} onAdd={() => setOpen('identity')} />
          <Section title={t.traits}>
            <TraitList traits={contact.traits} />
          </Section>
        </div>
      </div>
      <ContactDialogs contact={contact} open={open} onClose={() => setOpen(null)} />
    </Place>
  )
}
