import type pg from 'pg'
import { subjectToken } from '../../../core/mail/subject-token.ts'
import type { Secrets } from '../../../core/secrets.ts'
import type { Channel, NewDelivery } from '../../channel.ts'
import { subjectOf } from '../letters/letter.ts'
import { type Draft, LETS_IN, type MailData, TO_CUSTOMERS } from '../mail.ts'
import { messageIdOf } from '../message-id.ts'
import type { MailOperator } from '../operator.ts'
import { snapshotOf } from '../snapshots.ts'
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
  'webhook.failing',
  'rule.notified',
  'rule.stopped',
  'hook_delivery.quarantined',
  'mail.test',
  'mail.requested',
  'invitation.created',
  'password.reset_requested',
]

/** Which mails events ask for, less those that nobody may or wants to get, less what is too much. */
export const planMail =
  (operator: MailOperator): Channel['plan'] =>
  async ({ client, lodge, events }) => {
    const desks = await readDesks(client, operator, [...new Set(events.map(({ deskId }) => deskId))])
    const asked = events.flatMap((event) => {
      const desk = desks.get(event.deskId)
      return desk ? [...draftsForCustomers(desk, event), ...draftsForTeam(desk, event)] : []
    })
    const allowed = await allowedOf(client, desks, asked)
    const { drafts, digests } = await withoutFlood(client, await withinBudget(client, desks, allowed))
    const deliveries = [
      ...drafts.flatMap((draft) => toDelivery(lodge.secrets, desks, draft)),
      ...digests.flatMap(({ draft, dueAt }) => toDelivery(lodge.secrets, desks, draft, dueAt)),
    ]
    await rememberMessages(client, deliveries)
    return deliveries
  }

type MailDelivery = NewDelivery & { data: MailData }

/** A customer's subject names its ticket in a way that no other help desk's does, and that nobody makes up. */
const subjectFor = (secrets: Secrets, draft: Draft, desk: MailDesk): string => {
  const { kind, event } = draft
  const subject = subjectOf(draft, event, desk.name)
  const number = snapshotOf(event).ticket?.number
  if (!TO_CUSTOMERS.has(kind) || number === undefined || event.ticketId === null) return subject
  return subject.replace(`[#${number}]`, `[${subjectToken(secrets, event.deskId, event.ticketId, number)}]`)
}

const toDelivery = (secrets: Secrets, desks: Map<string, MailDesk>, draft: Draft, dueAt?: Date): MailDelivery[] => {
  const { event, ...data } = draft
  const desk = desks.get(event.deskId)
  if (!desk) return []
  const target = `mail/${data.kind}/${data.to.address}`
  const lane = LETS_IN.has(data.kind) ? desk.operatorLane : desk.lane
  const sameFor = data.kind === 'answer' ? 'mail/answer' : target
  return [
    {
      deskId: event.deskId,
      event,
      target,
      lane,
      laneName: lane === 'caught' ? 'mail that is caught' : `the mail server ${lane}`,
      data: {
        ...data,
        subject: subjectFor(secrets, draft, desk),
        message_id: messageIdOf(event, sameFor, desk.fromAddress),
      },
      ...(dueAt ? { dueAt } : {}),
    },
  ]
}

/** Known before it is sent: an answer may come sooner than our note of the sending. The copies of one answer are one mail. */
const rememberMessages = async (client: pg.PoolClient, deliveries: MailDelivery[]): Promise<void> => {
  const rows = new Map<string, { recipients: string[]; [column: string]: unknown }>()
  for (const { deskId, event, data } of deliveries) {
    if (event.ticketId === null || data.kind === 'digest') continue
    const key = `${deskId}/${data.message_id}`
    const known = rows.get(key)
    if (known) {
      known.recipients.push(data.to.address)
      continue
    }
    rows.set(key, {
      desk_id: deskId,
      message_id: data.message_id,
      ticket_id: event.ticketId,
      event_id: event.id,
      is_public: TO_CUSTOMERS.has(data.kind),
      created_at: event.createdAt,
      kind: data.kind,
      sent_id: data.kind === 'answer' ? (snapshotOf(event).message?.id ?? null) : null,
      recipients: [data.to.address],
    })
  }
  if (rows.size === 0) return
  await client.query(
    `insert into mail_message (
       desk_id, message_id, ticket_id, event_id, is_public, created_at, kind, sent_id, recipients)
     select desk_id, message_id, ticket_id, event_id, is_public, created_at, kind, sent_id, recipients
     from jsonb_to_recordset($1::jsonb) as g (
       desk_id bigint, message_id text, ticket_id bigint, event_id bigint, is_public boolean, created_at timestamptz,
       kind text, sent_id bigint, recipients text[])
     on conflict (desk_id, message_id) do nothing`,
    [JSON.stringify([...rows.values()])],
  )
}
