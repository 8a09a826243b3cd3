import { useQuery } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { CopyText } from '../../ui/copy.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/states.tsx'
import { Ago } from '../../ui/time.tsx'
import { Screen, Section } from '../resource/screen.tsx'
import { useSettingsTexts } from '../texts.ts'
import { InboundMails } from './inbound-mails.tsx'
import type { MailboxAnswer } from './mailbox-types.ts'
import { Health } from './mailboxes.tsx'

const COUNTS = ['seen', 'stored', 'filed', 'joined', 'noted', 'quarantined', 'waiting', 'repeats', 'refused'] as const
/** Often enough to watch a first connection by. */
const REFRESH_MS = 5_000

/** One mailbox: whether it works, what came, and what became of it. */
const MailboxPage = ({ id }: { id: string }) => {
  const t = useSettingsTexts().mail
  const { data, error, refetch } = useQuery({
    queryKey: ['settings', 'mailbox', id],
    queryFn: () => api.get<MailboxAnswer>(`/v1/mailboxes/${id}`),
    refetchInterval: REFRESH_MS,
  })
  if (error) return <Problem error={error} onRetry={() => void refetch()} />
  if (!data) return <SkeletonRows />
  const { status } = data
  return (
    <Screen title={data.name} intro={<bdi>{data.address}</bdi>} action={<Health mailbox={data} />}>
      {status?.failing_since ? (
        <div role="alert" className="rounded-md bg-danger-soft p-3 text-sm text-danger">
          <p className="[overflow-wrap:anywhere]">{status.last_error}</p>
          <p className="mt-1 text-[0.8125rem]">
            {t.failingSince} <Ago at={status.failing_since} long />
          </p>
        </div>
      ) : null}
      {status?.backlog && status.backlog.left > 0 ? (
        <Section title={t.backlogTitle}>
          <progress
            className="h-2 w-full accent-accent"
            aria-label={t.backlogTitle}
            max={status.backlog.total}
            value={status.backlog.total - status.backlog.left}
          />
          <p className="text-sm">{t.backlogLeft(status.backlog.left, status.backlog.total)}</p>
        </Section>
      ) : null}
      {data.url ? (
        <Section title={t.postHere}>
          <CopyText label={t.provider} text={data.url} />
        </Section>
      ) : null}
      <dl className="grid grid-cols-3 gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-5 lg:grid-cols-9">
        {COUNTS.map((count) => (
          <div key={count} className="flex flex-col-reverse bg-surface px-3 py-2">
            <dt className="text-xs text-ink-faint">{t.counts[count]}</dt>
            <dd className="text-lg font-semibold tabular-nums">{status?.[count] ?? 0}</dd>
          </div>
        ))}
      </dl>
      <InboundMails mailboxId={id} />
    </Screen>
  )
}

export default MailboxPage
