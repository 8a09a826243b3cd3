import type pg from 'pg'
import type { Channel, NewDelivery } from '../../channel.ts'
import { subjectOf } from '../letters/letter.ts'
import { type Draft, type MailData, TO_CUSTOMERS } from '../mail.ts'
import { messageIdOf } from '../message-id.ts'
import type { MailOperator } from '../operator.ts'
import { allowedOf } from './allowed.ts'
import { withinBudget } from './budget.ts'
import { draftsForCustomers } from './customers.ts'
import { type MailDesk, readDesks } from './desks.ts'
import { withoutFlood } from './flood.ts'
import { draftsForTeam } from './team.ts'

export const MAIL_EVENTS = [
  'ticket.created',
  'ticket.updated',
  'message.created',
  'delivery_lane.paused',
  'webhook.disabled',
  'rule.notified',
  'rule.stopped',
  'hook_delivery.quarantined',
  'mail.test',
  'mail.requested',
]

/** Which mails events ask for, less those that nobody may or wants to get, less what is too much. */
export const planMail =
  (operator: MailOperator): Channel['plan'] =>
  async ({ client, events }) => {
    const desks = await readDesks(client, operator, [...new Set(events.map(({ deskId }) => deskId))])
    const asked = events.flatMap((event) => {
      const desk = desks.get(event.deskId)
      return desk ? [...draftsForCustomers(desk, event), ...draftsForTeam(desk, event)] : []
    })
    const allowed = await allowedOf(client, desks, asked)
    const { drafts, digests } = await withoutFlood(client, await withinBudget(client, desks, allowed))
    const deliveries = [
      ...drafts.flatMap((draft) => toDelivery(desks, draft)),
      ...digests.flatMap(({ draft, dueAt }) => toDelivery(desks, draft, dueAt)),
    ]
    await rememberMessages(client, deliveries)
    return deliveries
  }

type MailDelivery = NewDelivery & { data: MailData }

const toDelivery = (desks: Map<string, MailDesk>, draft: Draft, dueAt?: Date): MailDelivery[] => {
  const { event, ...data } = draft
  const desk = desks.get(event.deskId)
  if (!desk) return []
  const target = `mail/${data.kind}/${data.to.address}`
  const sameFor = data.kind === 'answer' ? 'mail/answer' : target
  return [
    {
      deskId: event.deskId,
      event,
      target,
      lane: desk.lane,
      laneName: desk.lane === 'caught' ? 'mail kept in the data folder' : `the mail server ${desk.lane}`,
      data: {
        ...data,
        subject: subjectOf(data, event, desk.name),
        message_id: messageIdOf(event, sameFor, desk.fromAddress),
      },
      ...(dueAt ? { dueAt } : {}),
    },
  ]
}

/** Known before it is sent: an answer may come sooner than our note of the sending. */
const rememberMessages = async (client: pg.PoolClient, deliveries: MailDelivery[]): Promise<void> => {
  const rows = deliveries.flatMap(({ deskId, event, data }) =>
    event.ticketId === null || data.kind === 'digest'
      ? []
      : [
          {
            desk_id: deskId,
            message_id: data.message_id,
            ticket_id: event.ticketId,
            event_id: event.id,
            is_public: TO_CUSTOMERS.has(data.kind),
            created_at: event.createdAt,
          },
        ],
  )
  if (rows.length === 0) return
  await client.query(
    `insert into mail_message (desk_id, message_id, ticket_id, event_id, is_public, created_at)
     select desk_id, message_id, ticket_id, event_id, is_public, created_at
     from json_to_recordset($1) as g (
       desk_id bigint, message_id text, ticket_id bigint, event_id bigint, is_public boolean, created_at timestamptz)
     on conflict (desk_id, message_id) do nothing`,
    [JSON.stringify(rows)],
  )
}
