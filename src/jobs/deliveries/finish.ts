import type { Outcome } from '../../channels/channel.ts'
import { PAUSED_AFTER, pauseLanes } from '../../core/deliveries/pause-lanes.ts'
import type { Lodge } from '../../core/lodge.ts'
import { noteFailures } from '../../core/webhooks/note-failures.ts'
import type { Claim } from './claim.ts'
import { nextTry, RETRY_AFTER_MAX_MS } from './schedule.ts'

export type Finished = { claim: Claim; outcome: Outcome; startedAt: Date; tookMs: number }

/**
 * Writes how attempts ended, all in one statement: sent, failed for good, or to be tried again. What another process has
 * taken meanwhile is left alone. A lane is failing from the first attempt that could be repeated to the next that succeeds.
 */
export const finish = async (lodge: Lodge, finished: Finished[]): Promise<void> => {
  const rows = finished.map(({ claim, outcome, startedAt, tookMs }) => {
    const failed = outcome.ok ? undefined : outcome
    const wait = failed && !failed.permanent ? nextTry(claim.tries, failed.retryAfterMs) : undefined
    return {
      desk_id: claim.deskId,
      id: claim.id,
      attempt: claim.attempt,
      state: outcome.ok ? 'sent' : wait === undefined ? 'failed' : 'pending',
      wait_ms: wait ?? null,
      rest_ms: failed?.retryAfterMs === undefined ? null : Math.min(failed.retryAfterMs, RETRY_AFTER_MAX_MS),
      ok: outcome.ok,
      permanent: failed?.permanent ?? false,
      uncertain: failed?.uncertain ?? false,
      reason: failed ? clean(failed.reason) : null,
      status: outcome.status ?? null,
      detail: outcome.detail === undefined ? null : clean(outcome.detail),
      started_at: startedAt,
      took_ms: Math.round(tookMs),
    }
  })
  const lanes = await lodge.store.pool.query<{ overdue: boolean }>({
    name: 'delivery_finish',
    text: FINISH,
    values: [JSON.stringify(rows)],
  })
  if (lanes.rows.some(({ overdue }) => overdue)) await pauseLanes(lodge)
  await noteFailures(
    lodge,
    finished.flatMap(({ claim: { channel, deskId, lane }, outcome }) =>
      channel === 'webhook' && !outcome.ok ? [{ deskId, webhookId: lane, reason: clean(outcome.reason) }] : [],
    ),
  )
}

/** What receivers say, short and without what PostgreSQL's text cannot hold: half a character at the cut is such, too. */
const clean = (text: string): string => text.replaceAll('\0', '').slice(0, 1_000).toWellFormed()

const FINISH = `
  with given as materialized (
    select * from json_to_recordset($1) as g (
      desk_id bigint, id bigint, attempt integer, state delivery_state, wait_ms bigint, rest_ms bigint, ok boolean,
      permanent boolean, uncertain boolean, reason text, status smallint, detail text, started_at timestamptz,
      took_ms integer
    )
  ), done as (
    update delivery d
    set state = g.state,
      due_at = now() + make_interval(secs => coalesce(g.wait_ms, 0) / 1000.0),
      finished_at = case when g.state = 'pending' then null else now() end,
      uncertain = not g.ok and (d.uncertain or g.uncertain),
      handed_over = false, permanent = case when g.ok then null else g.permanent end,
      reason = g.reason, status = g.status, detail = g.detail
    from given g
    where d.desk_id = g.desk_id and d.id = g.id and d.state = 'sending' and d.attempts = g.attempt
    returning d.desk_id, d.channel, d.lane, g.ok, g.permanent, g.reason, g.rest_ms
  ), logged as (
    insert into delivery_attempt (
      desk_id, delivery_id, attempt, started_at, took_ms, ok, permanent, reason, status, detail
    )
    select desk_id, id, attempt, started_at, took_ms, ok, permanent, reason, status, detail from given
    on conflict do nothing
  ), lanes as (
    select desk_id, channel, lane, bool_or(ok) as worked, max(rest_ms) as rest_ms,
      max(reason) filter (where not ok and not permanent) as reason
    from done group by desk_id, channel, lane
    having bool_or(ok) or bool_or(not permanent)
  )
  update delivery_lane l
  set failing_since = case when s.worked then null else coalesce(l.failing_since, now()) end,
    reason = case when s.worked then null else s.reason end,
    resting_until = now() + make_interval(secs => s.rest_ms / 1000.0)
  from lanes s
  where l.desk_id = s.desk_id and l.channel = s.channel and l.lane = s.lane
    and (not s.worked or l.failing_since is not null or l.resting_until is not null or s.rest_ms is not null)
  returning coalesce(l.paused_at is null and l.failing_since < now() - ${PAUSED_AFTER}, false) as overdue`
