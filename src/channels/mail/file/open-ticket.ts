import type { Lodge } from '../../../core/lodge.ts'
import type { ThreadClue } from '../../../core/messages/email.ts'
import { type CreateTicketError, createTicket } from '../../../core/tickets/create.ts'
import { contentOf } from './content.ts'
import type { Decision } from './decide.ts'
import { actorOfMailbox, type IntakeDesk } from './desk.ts'
import { toNewTicket } from './draft.ts'
import { keepFiles } from './files.ts'
import { keepBack } from './note.ts'
import type { OpenedMail } from './open-mail.ts'

/**
 * Makes a mail's ticket. Its key is the mail's id, so there is one; the mail's row is settled by the ticket's own commit.
 * A department or type that is gone is the default. False where the requester turned out to be blocked.
 */
export const fileTicket = async (
  lodge: Lodge,
  desk: IntakeDesk,
  opened: OpenedMail,
  decision: Extract<Decision, { do: 'open' }>,
  clue: ThreadClue | null,
): Promise<boolean> => {
  const { row, mailbox, mail } = opened
  const actor = actorOfMailbox(desk.id, mailbox)
  const files = await keepFiles(lodge, actor, mail.attachments)
  const content = contentOf(mail, decision.sender, files.urlOf)
  const ticket = toNewTicket(desk, opened, decision, content, files.summaries, clue)
  // One that was blocked, and released, is asked for anew.
  const idempotency = { key: `mail/${row.id}/${row.released.length}`, requestHash: opened.digest }
  let made = await createTicket(lodge, actor, ticket, idempotency)
  for (const mended of REPLACED) {
    if (made.ok || made.error.code !== mended.code) continue
    made = await createTicket(lodge, actor, { ...ticket, ...mended.by }, idempotency)
  }
  if (!made.ok) throw new Error(`no ticket could be made of a mail: ${made.error.code}`)
  if (made.value.outcome !== 'blocked') return true
  await keepBack(lodge, desk, mailbox, row.id, { cause: 'blocked', reason: 'The sender is on the blocklist.' })
  return false
}

const REPLACED: { code: CreateTicketError['code']; by: { department?: null; type?: null } }[] = [
  { code: 'department_not_found', by: { department: null } },
  { code: 'ticket_type_not_found', by: { department: null, type: null } },
]
