import type { Actor } from '../actor.ts'
import { systemActor } from '../actor.ts'
import type { Change } from '../change.ts'
import { allows } from '../credentials/scopes.ts'
import type { DeskId, MemberId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { findMember } from '../members/find.ts'
import { accessOf, readStanding } from '../members/standing.ts'
import { addMessage } from '../messages/add.ts'
import { updateTicket } from '../tickets/update.ts'
import { lockTicket } from '../tickets/write.ts'
import type { SlackPerson } from './people.ts'
import type { Received } from './received.ts'

export type ReceiptKey = { deskId: DeskId; connectionId: string; key: string }

/** What came from Slack, if it is not done yet; `gone` where the connection was deleted since. */
export const pendingReceipt = async (
  lodge: Lodge,
  { deskId, connectionId, key }: ReceiptKey,
): Promise<Received | 'done' | 'gone'> => {
  const row = await lodge.store.db
    .selectFrom('slack_receipt')
    .select('payload')
    .where('desk_id', '=', deskId)
    .where('connection_id', '=', connectionId)
    .where('key', '=', key)
    .executeTakeFirst()
  if (!row) return 'gone'
  return row.payload === null ? 'done' : (row.payload as Received) // receive.ts writes it
}

/**
 * Does what somebody asked for in Slack, once: it and the receipt's answer are one transaction. Answers what to tell them,
 * the same when asked again.
 */
export const actOnReceipt = async (
  lodge: Lodge,
  { deskId, connectionId, key }: ReceiptKey,
  received: Received,
  person: SlackPerson,
): Promise<string> => {
  const answer = await lodge.store.db.transaction().execute(async (tx) => {
    const mine = tx
      .selectFrom('slack_receipt')
      .select(['answer'])
      .where('desk_id', '=', deskId)
      .where('connection_id', '=', connectionId)
      .where('key', '=', key)
      .forUpdate()
    const locked = await mine.executeTakeFirst()
    if (!locked) return ''
    if (locked.answer !== null) return locked.answer
    const member = person.email === null ? undefined : await findMember(asSlack(tx, lodge, deskId), person.email)
    const standing = member && (await readStanding(tx, deskId, member.id))
    const actor: Actor = {
      ...systemActor(deskId, member?.name || `${person.name} (Slack)`),
      memberId: member ? (member.id as MemberId) : null, // a member's row's id
      ...(standing && accessOf(standing)),
    }
    const done = await act({ tx, lodge, actor }, received, person)
    await tx
      .updateTable('slack_receipt')
      .set({ answer: done.answer, message_id: done.messageId ?? null })
      .where('desk_id', '=', deskId)
      .where('connection_id', '=', connectionId)
      .where('key', '=', key)
      .execute()
    return done.answer
  })
  lodge.nudge()
  return answer
}

/** Forgets what a receipt was about: it is done, and its answer given. */
export const finishReceipt = async (lodge: Lodge, { deskId, connectionId, key }: ReceiptKey): Promise<void> => {
  await lodge.store.db
    .updateTable('slack_receipt')
    .set({ payload: null, done_at: new Date() })
    .where('desk_id', '=', deskId)
    .where('connection_id', '=', connectionId)
    .where('key', '=', key)
    .execute()
}

const asSlack = (tx: Change['tx'], lodge: Lodge, deskId: DeskId): Change => ({
  tx,
  lodge,
  actor: systemActor(deskId, 'Slack'),
})

type Done = { answer: string; messageId?: string }

const act = async (change: Change, received: Received, person: SlackPerson): Promise<Done> => {
  if (received.kind === 'note') return note(change, received)
  const { memberId } = change.actor
  if (memberId === null) return { answer: strangerIs(person) }
  if (!allows(change.actor.scopes, 'tickets:write')) return { answer: 'You may write notes only: reply in the thread.' }
  const before = await lockTicket(change, received.ticketId)
  if (!before) return { answer: 'This ticket is not there any more.' }
  const name = `#${before.number}`
  if (received.action === 'assign_to_me') {
    if (before.assignee?.id === memberId) return { answer: `${name} is yours already.` }
    const changed = await updateTicket(change, before.id, { assignee: memberId })
    return { answer: changed.ok ? `${name} is yours now.` : `${name} could not be assigned (${changed.error.code}).` }
  }
  if (before.status === 'resolved' || before.status === 'closed')
    return { answer: `${name} is ${before.status} already.` }
  const changed = await updateTicket(change, before.id, { status: 'resolved' })
  return { answer: changed.ok ? `${name} is resolved.` : `${name} could not be resolved (${changed.error.code}).` }
}

const strangerIs = ({ email }: SlackPerson): string =>
  email === null
    ? 'Lodge does not know who you are: your email address in Slack cannot be seen, or you are a guest of another workspace. Use Lodge itself.'
    : `Lodge does not know you: no member of the desk has the address ${email}. Ask an admin of the desk to add you.`

const note = async (change: Change, { ticketId, text }: Extract<Received, { kind: 'note' }>): Promise<Done> => {
  const body = { format: 'text' as const, source: text }
  const message = { author: 'agent' as const, body, public: false, attachments: [] }
  const tried = await addMessage(change, ticketId, message)
  const into = !tried.ok && tried.error.code === 'ticket_merged' ? tried.error.into.id : undefined
  const added = into === undefined ? tried : await addMessage(change, into, message)
  return added.ok
    ? { answer: 'Noted.', messageId: added.value.message.id }
    : { answer: `It could not be noted (${added.error.code}).` }
}
