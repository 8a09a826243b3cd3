import type { Lodge } from '../../../core/lodge.ts'
import type { DigestLine } from '../letters/digest.ts'
import type { MailData } from '../mail.ts'

/**
 * Ends the gathering for a digest, under the lock that the planner gathers under: what comes later is counted anew, and
 * nothing falls between the two.
 */
export const endGathering = async (
  lodge: Lodge,
  deskId: string,
  { member_id, digest_since }: MailData,
): Promise<void> => {
  if (member_id === undefined || digest_since === undefined) return
  await lodge.store.pool.query(
    `update mail_flood set started_at = '-infinity', count = 0
     where desk_id = $1 and member_id = $2 and started_at = $3`,
    [deskId, member_id, digest_since],
  )
}

/** What a digest says: its first lines, and how many there are in all. */
export const readDigest = async (
  lodge: Lodge,
  deskId: string,
  { member_id, digest_since }: MailData,
): Promise<{ lines: DigestLine[]; count: number }> => {
  if (member_id === undefined || digest_since === undefined) return { lines: [], count: 0 }
  const found = await lodge.store.pool.query<DigestLine & { count: number }>(
    `select d.count, l.kind, l.number, l.subject
     from mail_digest d
     join mail_digest_line l
       on l.desk_id = d.desk_id and l.member_id = d.member_id and l.started_at = d.started_at
     where d.desk_id = $1 and d.member_id = $2 and d.started_at = $3
     order by l.event_id, l.kind`,
    [deskId, member_id, digest_since],
  )
  return { lines: found.rows, count: found.rows[0]?.count ?? 0 }
}
