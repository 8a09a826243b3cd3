import { sql } from 'kysely'
import type { Change } from '../change.ts'

/**
 * Keeps the desk's intake out until the commit: the row that create_tickets() locks first. Every change of contacts, of
 * their identities or of whom tickets may be given to takes it, so that the two never act on what the other is changing.
 * Hold it for a few statements only. Taken before lockSettings, where both are.
 */
export const lockIntake = async ({ tx, actor }: Change): Promise<void> => {
  await sql`select from desk_counter where desk_id = ${actor.deskId} for update`.execute(tx)
}

/**
 * One change of a desk's settings at a time: rules over several rows (one default, an owner at least) hold without a
 * thought of what another request does meanwhile. Takings-in of tickets, and what refers to the desk, are not held up.
 */
export const lockSettings = async ({ tx, actor }: Change): Promise<void> => {
  await sql`select from desk where desk_id = ${actor.deskId} for no key update`.execute(tx)
}
