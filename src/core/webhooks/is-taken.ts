import type { Change } from '../change.ts'
import { wants } from './wants.ts'

/**
 * Whether anything of the desk's takes events of a type, about a department: a webhook, or a queue by what it last asked
 * for. Contracts of other help desks have words for few of them.
 */
export const isTaken = async ({ tx, actor }: Change, type: string, departmentId: string): Promise<boolean> => {
  const webhooks = await tx
    .selectFrom('webhook')
    .select('types')
    .where('desk_id', '=', actor.deskId)
    .where('enabled', '=', true)
    .where('format', '=', 'standard')
    .where((where) => where.or([where('department_id', 'is', null), where('department_id', '=', departmentId)]))
    .execute()
  if (webhooks.some(({ types }) => wants(types, type))) return true
  const queues = await tx
    .selectFrom('event_queue as q')
    .innerJoin('credential as c', (join) =>
      join.onRef('c.desk_id', '=', 'q.desk_id').onRef('c.id', '=', 'q.credential_id'),
    )
    .select('q.types')
    .where('q.desk_id', '=', actor.deskId)
    .where('c.revoked_at', 'is', null)
    .execute()
  return queues.some(({ types }) => types.includes(type))
}
