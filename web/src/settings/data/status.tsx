import { useQuery } from '@tanstack/react-query'
import { CircleCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import { api } from '../../api/client.ts'
import { problemOf } from '../../api/problem.ts'
import { useMay } from '../../api/session.ts'
import type { Lane, Status } from '../../api/types.ts'
import { useLanguage } from '../../texts/texts.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/states.tsx'
import type { MailboxAnswer } from '../channels/mailbox-types.ts'
import { allOf } from '../resource/all.ts'
import { Screen, Section } from '../resource/screen.tsx'
import { Table } from '../resource/table.tsx'
import { useSettingsTexts } from '../texts.ts'
import { bytesIn } from './bytes.ts'
import { LeavingStatus } from './leaving-status.tsx'
import { MailboxesStatus } from './mailboxes-status.tsx'
import { TicketDays } from './ticket-days.tsx'
import { WrongList } from './wrong-list.tsx'
import { wrongsOf } from './wrongs.ts'

const REFRESH_MS = 5_000

/** How this Lodge does: what is wrong on top, then what there is to know. */
const StatusPage = () => {
  const t = useSettingsTexts().status
  const language = useLanguage()
  const isAdmin = useMay('admin')
  const {
    data: status,
    error,
    refetch,
  } = useQuery({
    queryKey: ['status'],
    queryFn: () => api.get<Status>('/v1/status'),
    refetchInterval: REFRESH_MS,
  })
  const coming = useQuery({ ...allOf<MailboxAnswer>('/v1/mailboxes'), refetchInterval: REFRESH_MS })
  const leaving = useQuery({
    ...allOf<Lane>('/v1/delivery-lanes'),
    refetchInterval: REFRESH_MS,
    enabled: isAdmin,
  })
  const { data: mailboxes } = coming
  const { data: lanes } = leaving
  // Who may not see one of them is not told that all is well with it, nor that it failed.
  const failed = [coming, leaving].filter((one) => one.error && problemOf(one.error).status !== 403)
  const isKnown = status && mailboxes && (lanes || !isAdmin)
  const bytes = (count: number) => bytesIn(count, language)
  const wrongs = wrongsOf(t, bytes, status ?? null, mailboxes ?? null, lanes ?? null)
  return (
    <Screen title={useSettingsTexts().pages.status} intro={t.intro}>
      {error ? <Problem error={error} onRetry={() => void refetch()} /> : null}
      {!status && !error ? <SkeletonRows rows={6} /> : null}
      {failed.map((one, n) => (
        // The same two, in the same order.
        <Problem key={n} error={one.error} onRetry={() => void one.refetch()} />
      ))}
      <div aria-live="polite">
        {wrongs.length > 0 ? <WrongList wrongs={wrongs} /> : null}
        {wrongs.length === 0 && isKnown && !error && failed.length === 0 ? (
          <p className="flex items-center gap-2 rounded-lg bg-ok-soft p-3 text-sm font-medium text-ok">
            <CircleCheck aria-hidden className="size-4 shrink-0" /> {t.allWell}
          </p>
        ) : null}
      </div>
      {status ? (
        <>
          <Server status={status} bytes={bytes} />
          <TicketDays days={status.tickets_by_day} />
        </>
      ) : null}
      {mailboxes ? <MailboxesStatus mailboxes={mailboxes} /> : null}
      {lanes ? <LeavingStatus lanes={lanes} /> : null}
      {status ? (
        <Section title={t.followers} intro={t.followersIntro}>
          <Table
            label={t.followers}
            items={status.followers.map((follower) => ({ ...follower, id: follower.name }))}
            columns={[
              { label: t.follower, cell: ({ name }) => <bdi>{name}</bdi> },
              { label: t.events, cell: ({ events }) => events.toLocaleString(language), end: true },
              { label: t.seconds, cell: ({ seconds }) => seconds.toFixed(1), end: true },
            ]}
          />
        </Section>
      ) : null}
    </Screen>
  )
}

const Server = ({ status, bytes }: { status: Status; bytes: (count: number) => string }) => {
  const t = useSettingsTexts().status
  const { version, database, disk, jobs, creations_waiting } = status
  const facts: [string, ReactNode][] = [
    [t.version, version],
    [t.database, `PostgreSQL ${database.version}, ${t.databases[database.kind]}`],
    [t.disk, disk ? <bdi key="disk">{`${bytes(disk.free)} / ${bytes(disk.total)}`}</bdi> : '–'],
    [t.jobs, jobs ? t.jobCounts(jobs.waiting, jobs.running, jobs.failed) : t.none],
    [t.creationsWaiting, String(creations_waiting)],
  ]
  return (
    <Section title={t.server}>
      <dl className="grid gap-x-6 gap-y-3 text-sm sm:grid-cols-2">
        {facts.map(([label, value]) => (
          <div key={label} className="min-w-0">
            <dt className="text-xs text-ink-faint">{label}</dt>
            <dd className="[overflow-wrap:anywhere]">{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}

export default StatusPage
