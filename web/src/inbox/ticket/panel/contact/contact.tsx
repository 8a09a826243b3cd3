import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { WholeContact, WholeTicket } from '../../../../api/types.ts'
import { Problem } from '../../../../ui/problem.tsx'
import { Ago } from '../../../../ui/time.tsx'
import { Facts, Lines, Nothing, Section } from '../section.tsx'
import { usePanelTexts } from '../texts.ts'
import { ActivityList } from './activity.tsx'
import { OtherTickets } from './other-tickets.tsx'
import { companyQuery, contactQuery } from './query.ts'
import { traitRows } from './traits.ts'

/** Who the requester is beyond this ticket: their identities, traits and company, what else they asked, what they did. */
export const Contact = ({ ticket }: { ticket: WholeTicket }) => {
  const t = usePanelTexts()
  const { id } = ticket.requester
  const { data: contact, error, refetch } = useQuery(contactQuery(id))
  return (
    <>
      <Section name="contact" title={t.contact}>
        {error ? <Problem error={error} onRetry={() => void refetch()} /> : null}
        {contact ? <Known contact={contact} /> : error ? null : <Lines />}
      </Section>
      {contact?.company ? <CompanySection id={contact.company.id} name={contact.company.name} /> : null}
      <OtherTickets ticket={ticket} contact={contact} />
      <Section name="activity" title={t.activity} folded>
        <ActivityList contactId={id} />
      </Section>
    </>
  )
}

const Known = ({ contact }: { contact: WholeContact }) => {
  const t = usePanelTexts()
  const traits = traitRows(contact.traits)
  return (
    <div className="flex flex-col gap-3">
      <Facts
        rows={[
          ...contact.identities.map(
            ({ kind, value }): [string, string] => [t.identities[kind], value], // kinds may come twice, values not
          ),
          [t.culture, contact.culture],
          [t.lastSeen, contact.last_seen_at && <Ago key="seen" at={contact.last_seen_at} />],
          [t.knownSince, <Ago key="since" at={contact.created_at} />],
        ]}
      />
      {traits.length > 0 ? (
        <div>
          <h3 className="mb-1 text-xs font-medium text-ink-faint">{t.traits}</h3>
          <Facts rows={traits} />
        </div>
      ) : null}
    </div>
  )
}

const CompanySection = ({ id, name }: { id: string; name: string }) => {
  const t = usePanelTexts()
  const { data: company, error, refetch } = useQuery(companyQuery(id))
  return (
    <Section name="company" title={t.company}>
      <p className="mb-1.5 font-medium [overflow-wrap:anywhere]">
        <Link to="/companies/$id" params={{ id }} className="rounded hover:underline">
          <bdi>{name}</bdi>
        </Link>
      </p>
      {error ? <Problem error={error} onRetry={() => void refetch()} /> : null}
      {company ? (
        company.domain || company.external_id || Object.keys(company.traits).length > 0 ? (
          <Facts
            rows={[[t.domain, company.domain], [t.externalId, company.external_id], ...traitRows(company.traits)]}
          />
        ) : (
          <Nothing>{t.nothingMore}</Nothing>
        )
      ) : error ? null : (
        <Lines />
      )}
    </Section>
  )
}
