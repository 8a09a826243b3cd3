import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../store/schema.ts'
import type { Actor } from '../actor.ts'
import type { Change } from '../change.ts'
import { looksLikeId } from '../ids.ts'
import type { CannedReplyRow } from './canned-reply.ts'

/** The canned replies that an actor may see: the shared ones and their member's own; an administrator sees all. */
export const visibleCannedReplies = (db: Kysely<Tables>, actor: Actor) => {
  const query = db
    .selectFrom('canned_reply')
    .leftJoin('department', (join) =>
      join
        .onRef('department.desk_id', '=', 'canned_reply.desk_id')
        .onRef('department.id', '=', 'canned_reply.department_id')
        .on('department.deleted_at', 'is', null),
    )
    .leftJoin('member', (join) =>
      join.onRef('member.desk_id', '=', 'canned_reply.desk_id').onRef('member.id', '=', 'canned_reply.member_id'),
    )
    .select(['canned_reply.id', 'canned_reply.title', 'canned_reply.category', 'canned_reply.subcategory'])
    .select(['canned_reply.format', 'canned_reply.body', 'canned_reply.created_at', 'canned_reply.updated_at'])
    .select(['department.id as department_id', 'department.name as department_name'])
    .select(['member.id as member_id', 'member.name as member_name'])
    .where('canned_reply.desk_id', '=', actor.deskId)
  if (actor.scopes.has('admin')) return query
  return query.where(
    sql<boolean>`(canned_reply.member_id is null or canned_reply.member_id = ${actor.memberId}::bigint)`,
  )
}

/** One that the actor may see and so may change, by id, locked until the change is committed. */
export const lockCannedReply = async ({ tx, actor }: Change, id: string): Promise<CannedReplyRow | undefined> =>
  looksLikeId(id)
    ? visibleCannedReplies(tx, actor).where('canned_reply.id', '=', id).forUpdate('canned_reply').executeTakeFirst()
    : undefined
