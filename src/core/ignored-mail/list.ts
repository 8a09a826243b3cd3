import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { type Page, type Paging, toPage } from '../page.ts'
import { IGNORED_MAIL, type IgnoredMail, toIgnoredMail } from './ignored-mail.ts'

/** What is ignored, of one kind or of both, the oldest first. */
export const listIgnoredMail = async (
  lodge: Lodge,
  actor: Actor,
  { limit, after }: Paging<[id: string]>,
  kind: IgnoredMail['kind'] | undefined,
): Promise<Page<IgnoredMail>> => {
  let query = lodge.store.db
    .selectFrom('ignored_mail')
    .select(IGNORED_MAIL)
    .where('desk_id', '=', actor.deskId)
    .orderBy('id')
    .limit(limit + 1)
  if (kind) query = query.where('kind', '=', kind)
  if (after) query = query.where('id', '>', after[0])
  return toPage(await query.execute(), limit, (row) => [row.id], toIgnoredMail)
}
