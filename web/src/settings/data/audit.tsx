import { useInfiniteQuery } from '@tanstack/react-query'
import { Download, ScrollText } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { api, type PageOf, withQuery } from '../../api/client.ts'
import { useTexts } from '../../texts/texts.tsx'
import { Button } from '../../ui/button.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Empty, SkeletonRows } from '../../ui/states.tsx'
import { Ago } from '../../ui/time.tsx'
import { Screen } from '../resource/screen.tsx'
import { Table } from '../resource/table.tsx'
import { useSettingsTexts } from '../texts.ts'
import { AuditDetails } from './audit-details.tsx'
import { type AuditFilter, AuditFilters, toQuery } from './audit-filters.tsx'
import { AuditVerification } from './audit-verification.tsx'

export type AuditEntry = {
  seq: number
  event_id: string
  type: string
  actor: { kind: string; id: string | null; name: string | null }
  data: Record<string, unknown>
  created_at: string
  hash: string
}

/** Who did what to the desk, and whether anybody has meddled with what is written of it. */
const Audit = () => {
  const { shell } = useTexts()
  const t = useSettingsTexts()
  const [filter, setFilter] = useState<AuditFilter>({ actor: '', type: '', from: '', to: '' })
  const query = toQuery(useDeferredValue(filter))
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['audit', query],
    queryFn: ({ pageParam, signal }) =>
      api.get<PageOf<AuditEntry>>('/v1/audit', { ...query, limit: 50, cursor: pageParam }, signal),
    initialPageParam: null as string | null, // the type of the cursors that follow
    getNextPageParam: (page) => page.next_cursor,
  })
  const entries = data?.pages.flatMap((page) => page.data) ?? []
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
      {error ? <Problem error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <SkeletonRows rows={6} /> : null}
      {data && entries.length === 0 ? <Empty icon={<ScrollText />} title={t.data.noEntries} /> : null}
      {entries.length > 0 ? (
        <Table
          label={t.pages.audit}
          items={entries.map((entry) => ({ ...entry, id: entry.event_id }))}
          columns={[
            { label: '#', cell: ({ seq }) => <span className="text-ink-faint tabular-nums">{seq}</span> },
            { label: t.data.what, cell: ({ type }) => <code className="font-mono text-xs">{type}</code> },
            { label: t.data.actor, cell: ({ actor }) => <bdi>{actor.name ?? actor.id ?? actor.kind}</bdi> },
            { label: t.data.when, cell: ({ created_at }) => <Ago at={created_at} /> },
          ]}
          actions={(entry) => <AuditDetails entry={entry} />}
        />
      ) : null}
      {hasNextPage ? (
        <Button className="self-center" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {shell.showMore}
        </Button>
      ) : null}
    </Screen>
  )
}

export default Audit
