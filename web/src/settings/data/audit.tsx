import { Download, ScrollText } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { withQuery } from '../../api/client.ts'
import { usePages } from '../../api/pages.ts'
import type { AuditEntry } from '../../api/types.ts'
import { useTexts } from '../../texts/texts.tsx'
import { Paged } from '../../ui/paged.tsx'
import { Empty } from '../../ui/states.tsx'
import { Ago } from '../../ui/time.tsx'
import { Screen } from '../resource/screen.tsx'
import { Table } from '../resource/table.tsx'
import { useSettingsTexts } from '../texts.ts'
import { AuditDetails } from './audit-details.tsx'
import { type AuditFilter, AuditFilters, toQuery } from './audit-filters.tsx'
import { AuditVerification } from './audit-verification.tsx'

/** Who did what to the desk, and whether anybody has meddled with what is written of it. */
const Audit = () => {
  const t = useSettingsTexts()
  const { authors } = useTexts().ticket
  const [filter, setFilter] = useState<AuditFilter>({ actor: '', type: '', from: '', to: '' })
  const query = toQuery(useDeferredValue(filter))
  const pages = usePages<AuditEntry>(['audit', query], '/v1/audit', query)
  const csv = (
    <a
      href={withQuery('/v1/audit', { ...query, format: 'csv' })}
      download
      title={t.data.csvHint}
      className="inline-flex h-8 items-center gap-1.5 rounded-md border border-line bg-surface px-3 text-sm font-medium hover:bg-hover"
    >
      <Download aria-hidden className="size-4" />
      {t.data.csv}
    </a>
  )
  return (
    <Screen title={t.pages.audit} intro={t.data.auditIntro} action={csv}>
      <AuditVerification />
      <AuditFilters filter={filter} onChange={setFilter} />
      <Paged pages={pages} rows={6} empty={<Empty icon={<ScrollText />} title={t.data.noEntries} />}>
        {(entries) => (
          <Table
            label={t.pages.audit}
            items={entries.map((entry) => ({ ...entry, id: entry.event_id }))}
            columns={[
              { label: '#', cell: ({ seq }) => <span className="text-ink-faint tabular-nums">{seq}</span> },
              { label: t.data.what, cell: ({ type }) => <code className="font-mono text-xs">{type}</code> },
              {
                label: t.data.actor,
                cell: ({ actor }) => (
                  <bdi>{actor.name ?? actor.id ?? authors[actor.kind as keyof typeof authors] ?? actor.kind}</bdi>
                ),
              },
              { label: t.data.when, cell: ({ created_at }) => <Ago at={created_at} /> },
            ]}
            actions={(entry) => <AuditDetails entry={entry} />}
          />
        )}
      </Paged>
    </Screen>
  )
}

export default Audit
