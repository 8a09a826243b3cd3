import type { Change } from '../../../core/change.ts'
import { contactOfAddress } from '../../../core/contacts/writer.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { addMessage, type NewMessage } from '../../../core/messages/add.ts'
import { wasWrittenTo } from '../../../core/messages/recipients.ts'
import { lockTicket } from '../../../core/tickets/write.ts'
import { contentOf } from './content.ts'
import type { Decision } from './decide.ts'
import { actorOfMailbox, type IntakeDesk } from './desk.ts'
import { copiedIn, toMailedMessage } from './draft.ts'
import { keepFiles } from './files.ts'
import { inChange } from './note.ts'
import type { OpenedMail } from './open-mail.ts'

/** Adds a mail to its ticket, as whoever wrote it; the mail's row is settled by the same transaction. */
export const joinTicket = async (
  lodge: Lodge,
  desk: IntakeDesk,
  opened: OpenedMail,
  decision: Extract<Decision, { do: 'join' }>,
): Promise<boolean> => {
  const { thread, author, isPublic } = decision
  const member = decision.as === 'member' ? desk.memberOf(author.address) : undefined
  const actor = actorOfMailbox(desk.id, opened.mailbox, member?.id)
  const files = await keepFiles(lodge, actor, opened.mail.attachments)
  const content = contentOf(opened.mail, opened.sender ?? { forwarded: null, rule: 'from' }, files.urlOf)
  const email = toMailedMessage(opened, content, { clue: thread.clue, followUp: null, isPublic, author })
  const by: NewMessage['author'] = member ? 'agent' : await writerOf(lodge, actor, opened, decision)
  // Who takes part already stays as they are; who is only copied on a note, or was asked once, has no part in it.
  const isKnown = member || thread.requester.has(author.address) || thread.participants.has(author.address)
  const isAsked = !isKnown && (await wasWrittenTo(lodge.store.db, desk.id, thread.ticketId, author.address))
  const newcomers = isKnown || isAsked ? [] : [author]
  const copied = isPublic
    ? [...newcomers.map(({ address, name }) => ({ email: address, name })), ...copiedIn(desk, opened, author.address)]
    : []
  await inChange(lodge, actor, async (change) => {
    const message = {
      body: content.body,
      public: isPublic,
      attachments: files.summaries.map(({ id }) => id),
      email,
      copied: copied.filter((one) => !thread.requester.has(one.email)),
    }
    const tried = await addMessage(change, thread.ticketId, { author: by, ...message })
    // Merged since it was looked for: there its requester is one of those who take part.
    const into = !tried.ok && tried.error.code === 'ticket_merged' ? tried.error.into.id : undefined
    const added =
      into === undefined
        ? tried
        : await addMessage(change, into, { author: await sameIn(change, thread.ticketId, by), ...message })
    if (!added.ok) throw new Error(`a mail could not join its ticket: ${added.error.code}`)
  })
  return true
}

/** A merged ticket's requester is no more than somebody who takes part in the other. */
const sameIn = async (change: Change, ticketId: string, author: NewMessage['author']): Promise<NewMessage['author']> =>
  author === 'requester' ? ((await lockTicket(change, ticketId))?.requester ?? author) : author

const writerOf = async (
  lodge: Lodge,
  actor: ReturnType<typeof actorOfMailbox>,
  { standing, from }: OpenedMail,
  { thread, author }: Extract<Decision, { do: 'join' }>,
): Promise<NewMessage['author']> => {
  if (thread.requester.has(author.address)) return 'requester'
  const claimed = standing !== 'pass' || from !== author.address
  // A transaction of its own: it keeps the intake out, which nobody does who holds a ticket.
  return inChange(lodge, actor, (change) => contactOfAddress(change, { ...author, claimed }))
}
