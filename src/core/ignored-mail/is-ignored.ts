import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../store/schema.ts'
import { normaliseEmail } from '../contacts/email.ts'
import type { DeskId } from '../ids.ts'
import { foldSubject } from './ignored-mail.ts'

/** Whether mail of this sender never becomes a ticket: the address is ignored, or its domain, as it is written. */
export const isIgnoredSender = async (db: Kysely<Tables>, deskId: DeskId, address: string): Promise<boolean> => {
  const sender = normaliseEmail(address)
  if (sender === undefined) return false
  const found = await db
    .selectFrom('ignored_mail')
    .select('id')
    .where('desk_id', '=', deskId)
    .where('kind', '=', 'sender')
    .where('value', 'in', [sender, sender.slice(sender.lastIndexOf('@') + 1)])
    .executeTakeFirst()
  return found !== undefined
}

/** A stored subject as a pattern of `like`: what is special there is escaped, and `*` is any characters. */
const AS_PATTERN = sql<string>`replace(regexp_replace(value, '([\\\\%_])', '\\\\\\1', 'g'), '*', '%')`

/** Whether mail under this subject, as a whole and in any case, never becomes a ticket. */
export const isIgnoredSubject = async (db: Kysely<Tables>, deskId: DeskId, subject: string): Promise<boolean> => {
  const found = await db
    .selectFrom('ignored_mail')
    .select('id')
    .where('desk_id', '=', deskId)
    .where('kind', '=', 'subject')
    .where(sql<boolean>`${foldSubject(subject)} like ${AS_PATTERN}`)
    .executeTakeFirst()
  return found !== undefined
}
