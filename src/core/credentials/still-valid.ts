import type { Store } from '../../store/open.ts'
import type { CredentialId, DeskId } from '../ids.ts'

/** Which of these credentials may still be used: for connections that stay open longer than an authentication holds. */
export const stillValid = async (
  store: Store,
  held: { deskId: DeskId; credentialId: CredentialId }[],
): Promise<Set<CredentialId>> => {
  const found = await store.pool.query<{ id: CredentialId }>(
    `select c.id
     from unnest($1::bigint[], $2::bigint[]) as h (desk_id, id)
     join credential c on c.desk_id = h.desk_id and c.id = h.id
     left join member m on m.desk_id = c.desk_id and m.id = c.member_id
     where c.revoked_at is null and (c.expires_at is null or c.expires_at > now()) and m.disabled_at is null`,
    [held.map((one) => one.deskId), held.map((one) => one.credentialId)],
  )
  return new Set(found.rows.map((row) => row.id))
}
