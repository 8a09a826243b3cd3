import type { SlackConnectionKind } from '../../store/schema.ts'
import type { Change } from '../change.ts'
import { looksLikeId } from '../ids.ts'

/** Locks a connection until the change is committed, and says of which kind it is; undefined where the desk has none. */
export const lockConnection = async (
  { tx, actor }: Change,
  id: string,
): Promise<{ kind: SlackConnectionKind } | undefined> =>
  looksLikeId(id)
    ? tx
        .selectFrom('slack_connection')
        .select('kind')
        .where('desk_id', '=', actor.deskId)
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst()
    : undefined
