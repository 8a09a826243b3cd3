import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Building2, Pencil } from 'lucide-react'
import { useState } from 'react'
import { ApiProblem } from '../../api/problem.ts'
import { useMay } from '../../api/session.ts'
import { Section } from '../../settings/resource/screen.tsx'
import { useCommands } from '../../shell/commands.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { Button } from '../../ui/button.tsx'
import { Paged } from '../../ui/paged.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Empty, SkeletonRows } from '../../ui/states.tsx'
import { Ago } from '../../ui/time.tsx'
import { toast } from '../../ui/toasts.tsx'
import { ContactTable } from '../lists/contact-table.tsx'
import { useLivePeople } from '../live.ts'
import { Place } from '../place.tsx'
import { companyQuery, contactsQuery } from '../query.ts'
import { usePeopleTexts } from '../texts.ts'
import { TicketList } from '../ticket-list.tsx'
import { TraitList } from '../trait-list.tsx'
import { CompanyDialog } from './dialog.tsx'

/** One company: who works there, and what they wrote. */
export const CompanyPage = () => {
  const { id } = useParams({ from: '/member/companies/$id' })
  return <OneCompany key={id} id={id} />
}

const OneCompany = ({ id }: { id: string }) => {
  const t = usePeopleTexts()
  const shell = useTexts().shell
  const mayWrite = useMay('contacts:write')
  const [editing, setEditing] = useState(false)
  const { data: company, error, refetch } = useQuery(companyQuery(id))
  const people = useInfiniteQuery(contactsQuery('', id))
  useLivePeople()
  const edit = () => setEditing(true)
  useCommands(
    mayWrite && company
      ? [{ id: 'company.edit', label: t.editCompany, group: shell.companies, keys: 'e', run: edit }]
      : [],
  )
  const back = (
    <Link to="/companies" className="self-start text-sm text-accent hover:underline">
      {shell.back}: {shell.companies}
    </Link>
  )
  if (!company) {
    const isGone = error instanceof ApiProblem && error.status === 404
    return (
      <Place>
        {back}
        {isGone ? <Empty icon={<Building2 />} title={t.companyGone} /> : null}
        {error && !isGone ? <Problem error={error} onRetry={() => void refetch()} /> : null}
        {error ? null : <SkeletonRows rows={6} />}
      </Place>
    )
  }
  return (
    <Place>
      {back}
      <header className="flex flex-wrap items-start gap-4">
        <span aria-hidden className="rounded-lg bg-sunken p-2 text-ink-soft">
          <Building2 className="size-5" />
        </span>
        <div className="min-w-0 flex-1 basis-56">
          <h1 className="text-lg font-semibold [overflow-wrap:anywhere]">
            <bdi>{company.name}</bdi>
          </h1>
          <p className="flex flex-wrap gap-x-3 text-sm text-ink-soft">
            {company.domain ? <bdi>{company.domain}</bdi> : null}
            {company.external_id ? <bdi title={t.externalId}>{company.external_id}</bdi> : null}
            <span>
              {t.since} <Ago at={company.created_at} long />
            </span>
          </p>
        </div>
        {mayWrite ? (
          <Button icon={<Pencil aria-hidden className="size-4" />} onClick={edit}>
            {shell.edit}
          </Button>
        ) : null}
      </header>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <Section title={t.people}>
            <Paged pages={people} rows={3} empty={<p className="text-sm text-ink-soft">{t.noPeople}</p>}>
              {(contacts) => <ContactTable contacts={contacts} ofCompany />}
            </Paged>
          </Section>
          <Section title={t.tickets}>
            <TicketList whose={{ company: company.id }} none={t.noTicketsOfCompany} />
          </Section>
        </div>
        <Section title={t.traits}>
          <TraitList traits={company.traits} />
        </Section>
      </div>
      {editing ? (
        <CompanyDialog
          company={company}
          onClose={() => setEditing(false)}
          onDone={() => {
            toast(shell.saved)
            setEditing(false)
          }}
        />
      ) : null}
    </Place>
  )
}
