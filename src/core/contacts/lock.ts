import type { Change } from '../change.ts'
import { lockIntake } from '../desks/lock.ts'
import { looksLikeId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'
import { type Contact, selectContacts, toContact } from './contact.ts'

/** A contact that is somebody still: a merged one is only a signpost. */
export type ContactGone = { code: 'contact_not_found' } | { code: 'contact_merged'; into: string }

/** A contact to be changed, with the intake kept out until the commit, so that what is read here stays true. */
export const lockContact = async (change: Change, id: string): Promise<Result<Contact, ContactGone>> => {
  if (!looksLikeId(id)) return fail({ code: 'contact_not_found' })
  await lockIntake(change)
  const row = await selectContacts(change.tx, change.actor.deskId).where('c.id', '=', id).executeTakeFirst()
  if (!row) return fail({ code: 'contact_not_found' })
  return row.merged_into === null ? ok(toContact(row)) : fail({ code: 'contact_merged', into: row.merged_into })
}
