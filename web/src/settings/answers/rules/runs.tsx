import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api, type PageOf } from '../../../api/client.ts'
import type { RuleRun } from '../../../api/types.ts'
import { useTexts } from '../../../texts/texts.tsx'
import { Badge, type Tone } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { Problem } from '../../../ui/problem.tsx'
import { Empty, SkeletonRows } from '../../../ui/states.tsx'
import { Ago } from '../../../ui/time.tsx'
import { Section } from '../../resource/screen.tsx'
import { Table } from '../../resource/table.tsx'
import { useSettingsTexts } from '../../texts.ts'
import { Changes } from './changes.tsx'

const TONES: Record<RuleRun['state'], Tone> = { done: 'ok', failed: 'danger', stopped: 'warn' }

/** What a rule did, the latest first. */
export const RuleRuns = ({ id }: { id: string }) => {
  const shell = useTexts().shell
  const t = useSettingsTexts().rules
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['rule-runs', id],
    queryFn: ({ pageParam }) => api.get<PageOf<RuleRun>>(`/v1/rules/${id}/runs`, { limit: 50, cursor: pageParam }),
    initialPageParam: null as string | null, // the type of the cursors that follow
    getNextPageParam: (page) => page.next_cursor,
    refetchInterval: 10_000,
  })
  const runs = data?.pages.flatMap((page) => page.data)
  return (
    <Section title={t.runs} intro={t.runsIntro}>
      {error ? <Problem error={error} onRetry={() => void refetch()} /> : null}
      {!runs && !error ? <SkeletonRows rows={3} /> : null}
      {runs?.length === 0 ? <Empty title={t.noRuns} /> : null}
      {runs && runs.length > 0 ? (
        <Table
          label={t.runs}
          items={runs}
          columns={[
            {
              label: t.ticket,
              cell: ({ ticket_id }) => (
                <Link
                  to="/inbox/tickets/$number"
                  params={{ number: ticket_id }}
                  className="hover:text-accent hover:underline"
                >
                  {t.openTicket}
                </Link>
              ),
            },
            { label: t.state, cell: ({ state }) => <Badge tone={TONES[state]}>{t.states[state]}</Badge> },
            {
              label: t.did,
              cell: ({ changes, did, error: failed }) => <Changes changes={changes} did={did} error={failed} />,
            },
            { label: t.when, cell: ({ created_at }) => <Ago at={created_at} /> },
          ]}
        />
      ) : null}
      {hasNextPage ? (
        <Button className="self-center" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {shell.showMore}
        </Button>
      ) : null}
    </Section>
  )
}
