import type { Store } from '../../store/open.ts'
import type { CredentialId, DeskId } from '../ids.ts'
import { ACCESS, type Access, type AccessRow, accessOfCredential } from './access.ts'

/** What those of these credentials that may still be used may do now: for connections that stay open longer than an authentication holds. */
export const accessNow = async (
  store: Store,
  held: { deskId: DeskId; credentialId: CredentialId }[],
): Promise<Map<CredentialId, Access>> => {
  const found = await store.pool.query<AccessRow & { id: CredentialId }>(
    `select c.id, ${ACCESS}
     from unnest($1::bigint[], $2::bigint[]) as h (desk_id, id)
     join credential c on c.desk_id = h.desk_id and c.id = h.id
     left join member m on m.desk_id = c.desk_id and m.id = c.member_id
     where c.revoked_at is null and (c.expires_at is null or c.expires_at > now()) and m.disabled_at is null`,
    [held.map((one) => one.deskId), held.map((one) => one.credentialId)],
  )
  return new Map(found.rows.map((row) => [row.id, accessOfCredential(row)]))
}
