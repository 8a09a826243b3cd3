import { useQuery } from '@tanstack/react-query'
import { api, type PageOf } from '../../api/client.ts'
import type { Delivery, Lane } from '../../api/types.ts'
import { Badge } from '../../ui/badge.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/states.tsx'
import { Ago } from '../../ui/time.tsx'
import { Section } from '../resource/screen.tsx'
import { Table } from '../resource/table.tsx'
import { useSettingsTexts } from '../texts.ts'

const CHANNELS = ['mail', 'webhook', 'slack'] as const
const DAY_MS = 24 * 60 * 60 * 1000
/** Beyond this many nobody needs to know exactly. */
const COUNTED = 100
const REFRESH_MS = 15_000

/** What failed to leave in the last day, by channel. */
const useFailures = () =>
  useQuery({
    queryKey: ['status', 'failures'],
    queryFn: async () => {
      const created_from = new Date(Date.now() - DAY_MS).toISOString()
      const pages = await Promise.all(
        CHANNELS.map((channel) =>
          api.get<PageOf<Delivery>>('/v1/deliveries', { channel, state: 'failed', created_from, limit: COUNTED }),
        ),
      )
      return pages.map((page, n) => ({
        channel: CHANNELS[n] ?? 'mail',
        count: `${page.data.length}${page.next_cursor ? '+' : ''}`,
      }))
    },
    refetchInterval: REFRESH_MS,
  })

/** What leaves: failures by channel, and the receivers that are slow, dead or paused. */
export const LeavingStatus = ({ lanes }: { lanes: Lane[] }) => {
  const t = useSettingsTexts().status
  const { data: failures, error, refetch } = useFailures()
  const unwell = lanes.filter((lane) => lane.failing_since || lane.paused_at || lane.resting_until)
  return (
    <Section title={t.deliveries} intro={t.deliveriesIntro}>
      {failures ? (
        <dl className="grid gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-3">
          {failures.map(({ channel, count }) => (
            <div key={channel} className="flex flex-col bg-surface px-3 py-2">
              <dt className="text-xs text-ink-faint">{t.channels[channel]}</dt>
              <dd className={`text-sm ${count === '0' ? 'text-ink-soft' : 'font-medium text-danger'}`}>
                {count === '0' ? t.noFailures : t.failures(count)}
              </dd>
            </div>
          ))}
        </dl>
      ) : error ? (
        <Problem error={error} onRetry={() => void refetch()} />
      ) : (
        <SkeletonRows rows={1} />
      )}
      {unwell.length > 0 ? (
        <Table
          label={t.lane}
          items={unwell.map((lane) => ({ ...lane, id: `${lane.channel} ${lane.lane}` }))}
          columns={[
            { label: t.lane, cell: ({ name }) => <bdi className="font-medium">{name}</bdi> },
            {
              label: t.state,
              cell: ({ paused_at, failing_since }) => (
                <Badge tone={paused_at ? 'danger' : 'warn'}>
                  {paused_at ? t.paused : failing_since ? t.failing : t.resting}
                </Badge>
              ),
            },
            { label: t.reason, cell: ({ reason }) => <bdi>{reason ?? '–'}</bdi> },
            {
              label: t.since,
              cell: ({ paused_at, failing_since, resting_until }) => {
                const at = paused_at ?? failing_since ?? resting_until
                return at ? <Ago at={at} /> : null
              },
            },
          ]}
        />
      ) : null}
    </Section>
  )
}
