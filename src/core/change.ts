import type { Transaction } from 'kysely'
import type { Tables } from '../store/schema.ts'
import type { Actor } from './actor.ts'
import type { Lodge } from './lodge.ts'

/**
 * A change under way: what a verb writes and the event that says so are one transaction, made by one actor. `at`: when it
 * happened, where it is told afterwards (the demo's weeks); now where not said.
 */
export type Change = { tx: Transaction<Tables>; lodge: Lodge; actor: Actor; at?: Date }
