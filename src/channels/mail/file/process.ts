import { normaliseEmail } from '../../../core/contacts/email.ts'
import { knownOfMail } from '../../../core/inbound-mail/known.ts'
import { findThread } from '../../../core/inbound-mail/thread.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { type Decision, decide } from './decide.ts'
import type { IntakeDesk } from './desk.ts'
import { joinTicket } from './join.ts'
import { keepBack, note, noteUndelivered } from './note.ts'
import { type OpenedMail, removeFiles } from './open-mail.ts'
import { fileTicket } from './open-ticket.ts'

/**
 * Makes of a mail that was read what it is to become: a ticket, a message of one, a note, or one that is kept back. It
 * and the mail's row are one transaction, so that however often it is cut off and done again, it is done once. Throws
 * where the database is away or too much waits; nothing is written then.
 */
export const processMail = async (lodge: Lodge, desk: IntakeDesk, opened: OpenedMail): Promise<void> => {
  const { row, mail, from, sender, standing, recipients } = opened
  const addresses = [...new Set([from, sender?.address ?? null])].filter((address) => address !== null)
  const [thread, known] = await Promise.all([
    findThread(lodge, desk.id, { ...mail, recipients }),
    knownOfMail(lodge, desk.id, {
      id: row.id,
      messageId: mail.messageId,
      digest: opened.digest,
      subject: mail.subject,
      addresses,
      sender: sender?.address ?? from,
    }),
  ])
  const decision = decide({
    deskId: desk.id,
    mail,
    from,
    sender,
    standing,
    thread,
    known,
    isMember: (address) => desk.memberOf(address) !== undefined,
    isOurs: desk.isOurs,
    released: row.released,
    quarantinesUnverified: opened.mailbox.unverified === 'quarantine',
    settings: desk.settings,
    now: new Date(),
  })
  const keepsFiles = await act(lodge, desk, opened, decision, thread?.clue ?? null)
  if (!keepsFiles) {
    await removeFiles(
      lodge,
      mail.attachments.map(({ stored }) => stored),
    )
  }
}

/** Whether the mail's files are a message's now. */
const act = async (
  lodge: Lodge,
  desk: IntakeDesk,
  opened: OpenedMail,
  decision: Decision,
  clue: Parameters<typeof fileTicket>[4],
): Promise<boolean> => {
  switch (decision.do) {
    case 'open':
      return fileTicket(lodge, desk, opened, decision, clue)
    case 'join':
      return joinTicket(lodge, desk, opened, {
        ...decision,
        author: { ...decision.author, address: normaliseEmail(decision.author.address) ?? decision.author.address },
      })
    case 'mark':
      await noteUndelivered(lodge, desk, opened)
      return false
    case 'note':
      await note(lodge, desk, opened, decision)
      return false
    case 'quarantine':
      await keepBack(lodge, desk, opened.mailbox, opened.row.id, decision)
      return false
  }
}
