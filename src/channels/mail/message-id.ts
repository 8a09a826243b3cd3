import { createHash } from 'node:crypto'
import type { LoggedEvent } from '../channel.ts'

const domainOf = (from: string): string => from.slice(from.lastIndexOf('@') + 1)

/**
 * A mail's Message-ID, from what makes its delivery the one it is, its event and target: however often it is sent, and
 * from wherever, it is the same. The copies of one answer share theirs: they are one mail.
 */
export const messageIdOf = (event: LoggedEvent, target: string, from: string): string => {
  const digest = createHash('sha256').update(`${event.deskId}/${event.id}/${target}`).digest('hex').slice(0, 24)
  return `<${event.id}.${digest}@${domainOf(from)}>`
}

/**
 * What all mails of a ticket refer to first, though no mail has it: programs that follow References put them in one thread,
 * whichever of them somebody got. The team's thread is not the customer's.
 */
export const threadIdOf = (deskId: string, ticketId: string, isPublic: boolean, from: string): string => {
  const digest = createHash('sha256').update(`${deskId}/${ticketId}/${isPublic}`).digest('hex').slice(0, 24)
  return `<ticket.${digest}@${domainOf(from)}>`
}
