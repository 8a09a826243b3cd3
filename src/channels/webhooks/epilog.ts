import { EPILOG_REMOVED, findEpilog } from '../../core/interventions/epilog.ts'
import type { Lodge } from '../../core/lodge.ts'
import { firstMessageOf } from '../../core/messages/first.ts'
import type { RunState } from '../../store/schema.ts'
import type { Channel, DueDelivery, LoggedEvent, NewDelivery, Outcome } from '../channel.ts'
import type { Outbound } from '../outbound.ts'
import { outcomeOf } from './answer.ts'
import { confirmEpilog } from './confirm-epilog.ts'
import { signed } from './sign.ts'

const TARGET = 'epilog/'
const ANSWER_MAX = 64 * 1024

export const isEpilog = ({ target }: DueDelivery): boolean => target.startsWith(TARGET)

/** What core/interventions/run.ts and submit.ts write of a run. */
type RunData = {
  intervention: { id: string; name: string }
  run: {
    id: string
    uid: string | null
    state?: RunState
    data: object
    values?: object
    private_message_id: string | null
    public_message_id: string | null
  }
  ticket: { id: string; number: number }
}

const runOf = ({ data }: LoggedEvent): RunData => data as RunData // of the events that TYPES names, and of no others

const TYPES = ['intervention.run', 'intervention.submitted']

/** A run that was submitted, as it started or later. One of before there were states was. */
const isSubmitted = (event: LoggedEvent): boolean => TYPES.includes(event.type) && runOf(event).run.state !== 'pending'

/** Each run of an intervention that has an epilog is told to it once it is submitted. */
export const planEpilogs: Channel['plan'] = async ({ client, events }) => {
  const runs = events.filter(isSubmitted)
  if (runs.length === 0) return []
  const found = await client.query<{ desk_id: string; intervention_id: string; url: string }>(
    `select desk_id, intervention_id, url from intervention_epilog
     where url is not null and (desk_id, intervention_id) in (select * from unnest($1::bigint[], $2::bigint[]))`,
    [runs.map(({ deskId }) => deskId), runs.map((event) => runOf(event).intervention.id)],
  )
  const urls = new Map(found.rows.map((row) => [`${row.desk_id}/${row.intervention_id}`, row.url]))
  return runs.flatMap((event): NewDelivery[] => {
    const { run, intervention } = runOf(event)
    const { id } = intervention
    const url = urls.get(`${event.deskId}/${id}`)
    if (url === undefined) return []
    const laneName = new URL(url).host
    return [{ deskId: event.deskId, event, target: TARGET + id, lane: id, laneName, data: { run: run.id } }]
  })
}

/** What the receiver gets: the words of Tickiti's epilogs, and what names the event. The same text at each attempt. */
const payloadOf = ({ event }: DueDelivery, firstMessage: string | null): string => {
  const { intervention, run, ticket } = runOf(event)
  return JSON.stringify({
    id: event.id,
    timestamp: event.createdAt.toISOString(),
    intervention: intervention.name,
    uid: run.uid,
    ticket_id: ticket.id,
    ticket_number: ticket.number,
    response_id: run.public_message_id ?? run.private_message_id ?? firstMessage,
    run_id: run.id,
    data: run.data,
    fields: run.values ?? {},
  })
}

/** Sends one by Standard Webhooks. A receiver may get it twice, under the same `webhook-id`. */
export const sendEpilog = async (
  outbound: Outbound,
  { lodge, delivery, signal }: { lodge: Lodge; delivery: DueDelivery; signal: AbortSignal },
): Promise<Outcome> => {
  const { deskId, lane: id, event } = delivery
  const found = await findEpilog(lodge, deskId, id)
  const url = found?.epilog.url
  if (!found || !url) return { ok: false, reason: EPILOG_REMOVED, permanent: true }
  if (found.secret === undefined) return { ok: false, reason: UNREADABLE, permanent: false }
  const { timeout_seconds } = found.epilog
  const { run, ticket } = runOf(event)
  const hasSaid = (run.public_message_id ?? run.private_message_id) !== null
  const body = payloadOf(delivery, hasSaid ? null : await firstMessageOf(lodge, deskId, ticket.id))
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
  if (outcome.ok) return confirmEpilog(lodge, { deskId, run: run.id, host, body: answer.body }, outcome)
  // Unlike a webhook, it is not disabled by one run that nobody wants.
  return answer.status === 410 ? { ...outcome, reason: `${host} answered 410 (gone).` } : outcome
}

const UNREADABLE =
  'The secret of this epilog cannot be read: LODGE_SECRET is another than when it was set. Set the epilog again.'
