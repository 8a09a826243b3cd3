import type pg from 'pg'
import { wants } from '../../core/webhooks/wants.ts'
import type { WebhookFormat } from '../../store/schema.ts'
import type { Channel, LoggedEvent, NewDelivery } from '../channel.ts'
import type { VendorFormats } from './format.ts'

/** An event, the webhooks that want it, and its place in the desk's stream. */
type Planned = { event: LoggedEvent; targets: Target[]; sequence: number }
type Target = {
  desk_id: string
  id: string
  url: string
  types: string[]
  format: WebhookFormat
  department_id: string | null
}

/**
 * Every enabled webhook that asks for an event's type gets it. Events that at least one webhook gets are numbered, per desk
 * and without a gap, in the order of the log: the counter steps in the transaction that steps past them.
 */
export const planWebhooks = async (
  { client, events }: Pick<Parameters<Channel['plan']>[0], 'client' | 'events'>,
  formats: VendorFormats,
): Promise<NewDelivery[]> => {
  const targets = await enabledOn(client, [...new Set(events.map(({ deskId }) => deskId))])
  const ofDesk = Map.groupBy(targets, (target) => target.desk_id)
  const wanted = events
    .map((event) => ({
      event,
      targets: (ofDesk.get(event.deskId) ?? []).filter((target) => isFor(target, event, formats)),
    }))
    .filter((one) => one.targets.length > 0)
  const told = await withoutQuiet(client, wanted)
  if (told.length === 0) return []
  const planned = await number(client, told)
  return planned.flatMap(({ event, targets, sequence }) =>
    targets.map(
      ({ id, url }): NewDelivery => ({
        deskId: event.deskId,
        event,
        target: `webhook/${id}`,
        lane: id,
        laneName: new URL(url).host,
        data: { sequence },
      }),
    ),
  )
}

/** A test goes to the one that asked for it; what a rule tells a webhook, to that one too, whatever its types. */
const isFor = (target: Target, event: LoggedEvent, formats: VendorFormats): boolean => {
  const { id, types, format, department_id } = target
  const { type, data } = event
  if (isQuiet(data)) return false
  if (format !== 'standard' && !formats[format]?.tells(event)) return false
  if (department_id !== null && isOfAnother(department_id, data)) return false
  if (type === 'rule.notified' && data.channel === 'webhook' && data.endpoint === id) return true
  if (type !== 'webhook.test') return wants(types, type)
  const { webhook } = data as { webhook: { id: string } } // core/webhooks/send-test.ts writes it
  return webhook.id === id
}

/** A change that was made without a word to webhooks. */
const isQuiet = (data: LoggedEvent['data']): boolean => {
  const { options } = data as { options?: { quiet?: boolean } } // core/tickets/update.ts writes it
  return options?.quiet === true
}

const isOfAnother = (departmentId: string, data: LoggedEvent['data']): boolean => {
  const { ticket } = data as { ticket?: { department?: { id: string } } } // a snapshot, where there is one
  return ticket?.department !== undefined && ticket.department.id !== departmentId
}

/** Of a quiet ticket nobody is told. */
const withoutQuiet = async (
  client: pg.PoolClient,
  wanted: Omit<Planned, 'sequence'>[],
): Promise<Omit<Planned, 'sequence'>[]> => {
  const ids = new Set(wanted.map(({ event }) => event.ticketId).filter((id) => id !== null))
  if (ids.size === 0) return wanted
  const desks = [...new Set(wanted.map(({ event }) => event.deskId))]
  const { rows } = await client.query<{ ticket_id: string }>(
    'select ticket_id from ticket_quiet where desk_id = any ($1::bigint[]) and ticket_id = any ($2::bigint[])',
    [desks, [...ids]],
  )
  const quiet = new Set(rows.map((row) => row.ticket_id))
  return wanted.filter(({ event }) => event.ticketId === null || !quiet.has(event.ticketId))
}

const enabledOn = async (client: pg.PoolClient, deskIds: string[]): Promise<Target[]> => {
  const found = await client.query<Target>(
    `select desk_id, id, url, types, format, department_id from webhook
     where desk_id = any ($1::bigint[]) and enabled order by desk_id, id`,
    [deskIds],
  )
  return found.rows
}

const number = async (client: pg.PoolClient, wanted: Omit<Planned, 'sequence'>[]): Promise<Planned[]> => {
  const counts = new Map<string, number>()
  for (const { event } of wanted) counts.set(event.deskId, (counts.get(event.deskId) ?? 0) + 1)
  const stepped = await client.query<{ desk_id: string; sequence: string }>(
    `insert into webhook_counter as c (desk_id, sequence)
     select * from unnest($1::bigint[], $2::bigint[])
     on conflict (desk_id) do update set sequence = c.sequence + excluded.sequence
     returning desk_id, sequence`,
    [[...counts.keys()], [...counts.values()]],
  )
  const next = new Map(
    stepped.rows.map(({ desk_id, sequence }) => [desk_id, Number(sequence) - (counts.get(desk_id) ?? 0)]),
  )
  return wanted.map((one) => {
    const sequence = (next.get(one.event.deskId) ?? 0) + 1
    next.set(one.event.deskId, sequence)
    return { ...one, sequence }
  })
}
