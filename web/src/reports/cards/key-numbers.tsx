import { useQuery } from '@tanstack/react-query'
import { useLanguage } from '../../texts/texts.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { measure, type Unit } from '../format.ts'
import { type Asked, byPeriod, overviewQuery, reportQuery } from '../query.ts'
import { sumKept, sumRatings, sumReplies, sumTimes, sumVolume } from '../sums.ts'
import { useReportsTexts } from '../texts.ts'
import type { Ratings, Replies, ResponseTimes, Row, Sla, Totals, Volume, Work } from '../types.ts'

/** What all promises together come to. */
const keptOf = ({ first_reply, next_reply, resolution }: Sla) => sumKept([first_reply, next_reply, resolution])

/** The range in some numbers, beside the days before it where those are known: of all channels. */
export const KeyNumbers = ({ asked }: { asked: Asked }) => {
  const t = useReportsTexts()
  const language = useLanguage()
  const query = byPeriod(asked)
  const volumes = useQuery(reportQuery<Row<Volume>>('volumes', query))
  const times = useQuery(reportQuery<Row<ResponseTimes>>('response-times', query))
  const backlog = useQuery(reportQuery<Row<Work>>('backlog', query))
  const sla = useQuery(reportQuery<Row<Sla>>('sla', query))
  const ratings = useQuery(reportQuery<Row<Ratings>>('satisfaction', query))
  const replies = useQuery(reportQuery<Row<Replies>>('replies', query))
  // Which of them failed, its own chart says, with the way to try again.
  const hasFailed = [volumes, times, backlog, sla, ratings, replies].some(({ isError }) => isError)
  const overview = useQuery(overviewQuery(asked)).data
  const before: Totals | undefined = asked.channel ? undefined : overview?.previous.totals
  const volume = volumes.data && sumVolume(volumes.data.data)
  const ai = replies.data && sumReplies(replies.data.data)
  const numbers: [label: string, now: number | null | undefined, unit: Unit, before?: number | null | undefined][] = [
    [t.created, volume?.created, 'count', before?.created],
    [t.resolved, volume?.resolved, 'count', before?.resolved],
    [
      t.firstReply,
      times.data && sumTimes(times.data.data.map((row) => row.first_reply)).mean_seconds,
      'seconds',
      before?.first_reply.mean_seconds,
    ],
    [
      t.resolution,
      times.data && sumTimes(times.data.data.map((row) => row.resolution)).mean_seconds,
      'seconds',
      before?.resolution.mean_seconds,
    ],
    [t.sla, sla.data && sumKept(sla.data.data.map(keptOf)).share, 'share', before && keptOf(before.sla).share],
    [t.satisfaction, ratings.data && sumRatings(ratings.data.data).share, 'share', before?.satisfaction.share],
    [t.backlog, backlog.data && (backlog.data.data.at(-1)?.open ?? 0), 'count'],
  ]
  if (ai && ai.ai_replies > 0) numbers.push([t.aiShare, ai.ai_share, 'share', before?.ai_share])
  return (
    <section aria-label={t.keyNumbers}>
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-4">
        {numbers.map(([label, now, unit, earlier]) => (
          <div key={label} className="flex min-w-0 flex-col gap-0.5 bg-surface p-3 last:odd:col-span-2">
            <dt className="truncate text-xs text-ink-soft" title={label}>
              {label}
            </dt>
            <dd className="text-lg font-semibold tabular-nums">
              {now === undefined && !hasFailed ? (
                <Skeleton className="h-7 w-16" />
              ) : (
                measure(now ?? null, unit, language)
              )}
            </dd>
            {earlier === undefined || earlier === null ? null : (
              <dd className="truncate text-xs text-ink-faint tabular-nums">
                {t.before(measure(earlier, unit, language))}
              </dd>
            )}
          </div>
        ))}
      </dl>
    </section>
  )
}
