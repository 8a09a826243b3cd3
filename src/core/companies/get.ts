import type { Actor } from '../actor.ts'
import { looksLikeId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { COMPANY, type Company, toCompany } from './company.ts'

/** A company of the actor's desk; undefined where there is none. */
export const getCompany = async (lodge: Lodge, actor: Actor, id: string): Promise<Company | undefined> => {
  if (!looksLikeId(id)) return undefined
  const row = await lodge.store.db
    .selectFrom('company')
    .select(COMPANY)
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toCompany(row)
}
