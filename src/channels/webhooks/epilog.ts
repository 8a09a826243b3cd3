import { EPILOG_REMOVED, findEpilog } from '../../core/interventions/epilog.ts'
import type { Lodge } from '../../core/lodge.ts'
import type { Channel, DueDelivery, LoggedEvent, NewDelivery, Outcome } from '../channel.ts'
import type { Outbound } from '../outbound.ts'
import { outcomeOf } from './answer.ts'
import { signed } from './sign.ts'

const TARGET = 'epilog/'
const ANSWER_MAX = 64 * 1024

export const isEpilog = ({ target }: DueDelivery): boolean => target.startsWith(TARGET)

/** What core/interventions/run.ts writes of a run. */
type RunData = {
  intervention: { id: string; name: string }
  run: { uid: string | null; data: object; private_message_id: string | null; public_message_id: string | null }
  ticket: { id: string; number: number }
}

const runOf = ({ data }: LoggedEvent): RunData => data as RunData // of an event intervention.run, and of no other

/** Each run of an intervention that has an epilog is told to it. */
export const planEpilogs: Channel['plan'] = async ({ client, events }) => {
  const runs = events.filter(({ type }) => type === 'intervention.run')
  if (runs.length === 0) return []
  const found = await client.query<{ desk_id: string; intervention_id: string; url: string }>(
    `select desk_id, intervention_id, url from intervention_epilog
     where (desk_id, intervention_id) in (select * from unnest($1::bigint[], $2::bigint[]))`,
    [runs.map(({ deskId }) => deskId), runs.map((event) => runOf(event).intervention.id)],
  )
  const urls = new Map(found.rows.map((row) => [`${row.desk_id}/${row.intervention_id}`, row.url]))
  return runs.flatMap((event): NewDelivery[] => {
    const { id } = runOf(event).intervention
    const url = urls.get(`${event.deskId}/${id}`)
    if (url === undefined) return []
    const laneName = new URL(url).host
    return [{ deskId: event.deskId, event, target: TARGET + id, lane: id, laneName, data: {} }]
  })
}

/** What the receiver gets: the words of Tickiti's epilogs, and what names the event. The same text at each attempt. */
const payloadOf = ({ event }: DueDelivery): string => {
  const { intervention, run, ticket } = runOf(event)
  return JSON.stringify({
    id: event.id,
    timestamp: event.createdAt.toISOString(),
    intervention: intervention.name,
    uid: run.uid,
    ticket_id: ticket.id,
    ticket_number: ticket.number,
    response_id: run.public_message_id ?? run.private_message_id,
    data: run.data,
  })
}

/** Sends one by Standard Webhooks. A receiver may get it twice, under the same `webhook-id`. */
export const sendEpilog = async (
  outbound: Outbound,
  { lodge, delivery, signal }: { lodge: Lodge; delivery: DueDelivery; signal: AbortSignal },
): Promise<Outcome> => {
  const { deskId, lane: id, event } = delivery
  const found = await findEpilog(lodge, deskId, id)
  if (!found) return { ok: false, reason: EPILOG_REMOVED, permanent: true }
  if (found.secret === undefined) return { ok: false, reason: UNREADABLE, permanent: false }
  const { url, timeout_seconds } = found.epilog
  const body = payloadOf(delivery)
  const answer = await outbound.request({
    method: 'POST',
    url,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Lodge webhooks',
      ...signed([found.secret], event.id, new Date(), body),
    },
    body,
    signal,
    timeoutMs: timeout_seconds * 1_000,
    maxBytes: ANSWER_MAX,
    repeatable: true,
  })
  if (!answer.ok) return answer
  const { host } = new URL(url)
  const outcome = outcomeOf(host, answer)
  // Unlike a webhook, it is not disabled by one run that nobody wants.
  return answer.status === 410 && !outcome.ok ? { ...outcome, reason: `${host} answered 410 (gone).` } : outcome
}

const UNREADABLE =
  'The secret of this epilog cannot be read: LODGE_SECRET is another than when it was set. Set the epilog again.'
