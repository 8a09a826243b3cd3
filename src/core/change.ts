import type { Transaction } from 'kysely'
import type { Tables } from '../store/schema.ts'
import type { Actor } from './actor.ts'
import type { Lodge } from './lodge.ts'

/** A change under way: what a verb writes and the event that says so are one transaction, made by one actor. */
export type Change = { tx: Transaction<Tables>; lodge: Lodge; actor: Actor }
