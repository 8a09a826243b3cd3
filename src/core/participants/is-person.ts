import type { Participant } from '../tickets/ticket.ts'

/** Whether who takes part is a person: that contact, or one of that address. */
export const isPerson = (
  { contact_id, email }: Participant,
  person: { id: string | null; email: string | null },
): boolean => (contact_id !== null && contact_id === person.id) || (email !== null && email === person.email)
