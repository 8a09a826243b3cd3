import type { Kysely } from 'kysely'
import type { Tables } from '../../store/schema.ts'
import type { DeskId } from '../ids.ts'

/** The contact whose an address is, in its one spelling; undefined where it is nobody's. */
export const contactByEmail = (
  db: Kysely<Tables>,
  deskId: DeskId,
  email: string,
): Promise<{ id: string; name: string; external_id: string | null } | undefined> =>
  db
    .selectFrom('contact_identity as i')
    .innerJoin('contact as c', (join) => join.onRef('c.desk_id', '=', 'i.desk_id').onRef('c.id', '=', 'i.contact_id'))
    .select(['c.id', 'c.name', 'c.external_id'])
    .where('i.desk_id', '=', deskId)
    .where('i.kind', '=', 'email')
    .where('i.value', '=', email)
    .executeTakeFirst()
