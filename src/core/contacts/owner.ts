import type { Change } from '../change.ts'
import type { Identity } from './contact.ts'

/** The id of the contact that has an identity, the value in its one spelling; undefined where nobody has. */
export const ownerOf = async ({ tx, actor }: Change, { kind, value }: Identity): Promise<string | undefined> => {
  const row = await tx
    .selectFrom('contact_identity')
    .select('contact_id')
    .where('desk_id', '=', actor.deskId)
    .where('kind', '=', kind)
    .where('value', '=', value)
    .executeTakeFirst()
  return row?.contact_id
}
