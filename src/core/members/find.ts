import { sql } from 'kysely'
import type { Change } from '../change.ts'
import { looksLikeId } from '../ids.ts'
import { MEMBER, type MemberRow } from './member.ts'

/** A member by id or address, as the change's transaction sees it; disabled ones are not found. */
export const findMember = ({ tx, actor }: Change, idOrEmail: string): Promise<MemberRow | undefined> =>
  tx
    .selectFrom('member')
    .select(MEMBER)
    .where('desk_id', '=', actor.deskId)
    .where('disabled_at', 'is', null)
    .where(sql<boolean>`(email = lower(trim(${idOrEmail})) or id = ${looksLikeId(idOrEmail) ? idOrEmail : null})`)
    .executeTakeFirst()

/** The id of whoever has the address, a disabled member too. */
export const memberByEmail = async ({ tx, actor }: Change, email: string): Promise<string | null> => {
  const row = await tx
    .selectFrom('member')
    .select('id')
    .where('desk_id', '=', actor.deskId)
    .where('email', '=', email)
    .executeTakeFirst()
  return row?.id ?? null
}

/** Whether a member other than `exceptId`, a disabled one too, has the reference. Call under lockSettings. */
export const externalRefTaken = async (
  { tx, actor }: Change,
  externalRef: string | null | undefined,
  exceptId: string | null,
): Promise<boolean> => {
  if (externalRef === null || externalRef === undefined) return false
  const row = await tx
    .selectFrom('member')
    .select('id')
    .where('desk_id', '=', actor.deskId)
    .where('external_ref', '=', externalRef)
    .executeTakeFirst()
  return row !== undefined && row.id !== exceptId
}

/** Whether nobody else owns the desk. Call under lockSettings. */
export const isLastOwner = async ({ tx, actor }: Change, member: MemberRow): Promise<boolean> => {
  if (member.role !== 'owner') return false
  const other = await tx
    .selectFrom('member')
    .select('id')
    .where('desk_id', '=', actor.deskId)
    .where('role', '=', 'owner')
    .where('disabled_at', 'is', null)
    .where('id', '<>', member.id)
    .executeTakeFirst()
  return other === undefined
}
