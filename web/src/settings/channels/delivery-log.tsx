import { useQuery, useQueryClient } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { usePages } from '../../api/pages.ts'
import type { Attempt, Delivery } from '../../api/types.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { IconButton } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Paged } from '../../ui/paged.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Empty, SkeletonRows } from '../../ui/states.tsx'
import { Ago } from '../../ui/time.tsx'
import { toast, toastProblem } from '../../ui/toasts.tsx'
import { Section } from '../resource/screen.tsx'
import { Table } from '../resource/table.tsx'
import { useSettingsTexts } from '../texts.ts'

const TONES: Record<Delivery['state'], Tone> = { pending: 'info', sending: 'info', sent: 'ok', failed: 'danger' }

/** What left for one receiver: each with its state, its attempts, and a way to send it again. */
export const DeliveryLog = ({
  channel,
  lane,
  title,
  intro,
}: {
  channel: string
  lane: string
  /** Where one page has two of them. */
  title?: string
  intro?: string
}) => {
  const t = useSettingsTexts().webhooks
  const client = useQueryClient()
  const [shown, setShown] = useState<string | null>(null)
  const queryKey = ['deliveries', channel, lane]
  // What waits is sent within seconds.
  const pages = usePages<Delivery>(queryKey, '/v1/deliveries', { channel, lane }, { every: 5_000 })
  const replay = (id: string) =>
    api.post(`/v1/deliveries/${id}/replay`).then(() => {
      toast(t.replayed)
      return client.invalidateQueries({ queryKey })
    }, toastProblem)
  return (
    <Section title={title ?? t.log} intro={intro ?? t.logIntro}>
      <Paged pages={pages} rows={4} empty={<Empty title={t.noLog} />}>
        {(deliveries) => (
          <Table
            label={title ?? t.log}
            items={deliveries}
            columns={[
              {
                label: t.event,
                cell: ({ id, event }) => (
                  <button
                    type="button"
                    className="text-start font-mono text-xs hover:text-accent hover:underline"
                    onClick={() => setShown(id)}
                  >
                    {event.type}
                  </button>
                ),
              },
              { label: t.state, cell: ({ state }) => <Badge tone={TONES[state]}>{t.states[state]}</Badge> },
              { label: t.answer, cell: ({ status, reason }) => reason ?? status ?? '–' },
              { label: t.attempts, cell: ({ attempts }) => attempts, end: true },
              { label: t.when, cell: ({ created_at }) => <Ago at={created_at} /> },
            ]}
            actions={({ id, event, state }) =>
              state === 'sent' || state === 'failed' ? (
                <IconButton label={`${t.replay}: ${event.type}`} onClick={() => void replay(id)}>
                  <RotateCw aria-hidden />
                </IconButton>
              ) : null
            }
          />
        )}
      </Paged>
      <Dialog open={shown !== null} onClose={() => setShown(null)} title={t.attemptsOf} side>
        {shown ? <Attempts id={shown} /> : null}
      </Dialog>
    </Section>
  )
}

/** Each time that a delivery was tried, and what the receiver said. */
export const Attempts = ({ id }: { id: string }) => {
  const t = useSettingsTexts().webhooks
  const { data, error } = useQuery({
    queryKey: ['delivery', id],
    queryFn: () => api.get<Delivery & { attempt_log: Attempt[] }>(`/v1/deliveries/${id}`),
  })
  if (error) return <Problem error={error} />
  if (!data) return <SkeletonRows rows={3} />
  if (data.attempt_log.length === 0) return <Empty title={t.noAttempts} />
  return (
    <ol className="flex flex-col divide-y divide-line">
      {data.attempt_log.map((attempt) => (
        <li key={attempt.attempt} className="flex flex-col gap-1 py-2 text-sm">
          <span className="flex flex-wrap items-center gap-2">
            <Ago at={attempt.started_at} long />
            <span className="font-medium">{attempt.reason ?? attempt.status ?? '–'}</span>
            <span className="text-ink-faint">{attempt.took_ms} ms</span>
          </span>
          {attempt.detail ? (
            <pre dir="ltr" className="overflow-x-auto rounded bg-sunken p-2 font-mono text-xs whitespace-pre-wrap">
              {attempt.detail}
            </pre>
          ) : null}
        </li>
      ))}
    </ol>
  )
}
