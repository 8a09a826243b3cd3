import type { Message, WholeTicket } from '../../../api/types.ts'

/** The address of a message's author, where that is the requester or somebody who takes part; who is only that has no name. */
export const addressOf = (
  { requester, participants }: Pick<WholeTicket, 'requester' | 'participants'>,
  { kind, id }: Message['author'],
): string | null => {
  if (kind !== 'contact' || id === null) return null
  if (id === requester.id) return requester.email
  return participants.find(({ contact_id }) => contact_id === id)?.email ?? null
}
