import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Building2, Plus, SearchX } from 'lucide-react'
import { useState } from 'react'
import { useMay } from '../../api/session.ts'
import { NotAllowed } from '../../settings/resource/screen.tsx'
import { Table } from '../../settings/resource/table.tsx'
import { useCommands } from '../../shell/commands.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { Button } from '../../ui/button.tsx'
import { Paged } from '../../ui/paged.tsx'
import { Empty } from '../../ui/states.tsx'
import { Ago } from '../../ui/time.tsx'
import { CompanyDialog } from '../company/dialog.tsx'
import { Line } from '../line.tsx'
import { useLivePeople } from '../live.ts'
import { companiesQuery } from '../query.ts'
import { usePeopleTexts } from '../texts.ts'
import { ListFrame } from './frame.tsx'

/** Where contacts work, the newest first. */
export const CompaniesPage = () => {
  const t = usePeopleTexts()
  const shell = useTexts().shell
  const navigate = useNavigate()
  const { q = '' } = useSearch({ from: '/member/companies' })
  const may = useMay('contacts:read')
  const mayWrite = useMay('contacts:write')
  const [adding, setAdding] = useState(false)
  const pages = useInfiniteQuery({ ...companiesQuery(q), placeholderData: keepPreviousData, enabled: may })
  useLivePeople()
  const open = () => setAdding(true)
  useCommands(
    mayWrite ? [{ id: 'company.new', label: t.newCompany, group: shell.companies, keys: 'c', run: open }] : [],
  )
  if (!may) return <NotAllowed />
  const add = mayWrite ? (
    <Button look="primary" icon={<Plus aria-hidden className="size-4" />} onClick={open}>
      {t.newCompany}
    </Button>
  ) : null
  const empty = q ? (
    <Empty icon={<SearchX />} title={t.noneFound(q)}>
      <Link to="/companies" className="text-accent underline">
        {shell.all}
      </Link>
    </Empty>
  ) : (
    <Empty icon={<Building2 />} title={t.noCompanies}>
      {t.noCompaniesText}
    </Empty>
  )
  return (
    <ListFrame place="/companies" q={q} label={t.searchCompanies} hint={t.searchCompaniesHint} action={add}>
      <Paged pages={pages} rows={12} empty={empty}>
        {(companies) => (
          <Table
            label={shell.companies}
            items={companies}
            columns={[
              {
                label: shell.name,
                cell: ({ id, name }) => (
                  <Link to="/companies/$id" params={{ id }} className="font-medium hover:underline">
                    <Line className="max-w-72">{name}</Line>
                  </Link>
                ),
              },
              {
                label: t.domain,
                cell: ({ domain }) => <Line className="max-w-56 text-ink-soft">{domain}</Line>,
              },
              {
                label: t.externalId,
                cell: ({ external_id }) => <Line className="max-w-44 text-ink-soft">{external_id}</Line>,
              },
              {
                label: t.since,
                end: true,
                cell: ({ created_at }) => (
                  <span className="text-ink-soft">
                    <Ago at={created_at} />
                  </span>
                ),
              },
            ]}
          />
        )}
      </Paged>
      {adding ? (
        <CompanyDialog
          company={null}
          onClose={() => setAdding(false)}
          onDone={({ id }) => void navigate({ to: '/companies/$id', params: { id } })}
        />
      ) : null}
    </ListFrame>
  )
}
