import { sql } from 'kysely'
import type { WebhookFormat } from '../../store/schema.ts'
import { systemActor } from '../actor.ts'
import { recordEvent } from '../events/record.ts'
import { type DeskId, looksLikeId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { toLogged, toWebhook, WEBHOOK } from './webhook.ts'

/** After how many failed calls a day the admins are told of it, by format; of others only what disables or pauses them. */
const TOLD_AFTER: { [Format in WebhookFormat]?: number } = {
  // Their page "Events configuration".
  glassix: 3,
}

export type Failure = { deskId: DeskId; webhookId: string; reason: string }

/** Counts calls of webhooks that failed; at the first of a day that is one too many, event `webhook.failing`, once a day. */
export const noteFailures = async (lodge: Lodge, failures: Failure[]): Promise<void> => {
  const ofWebhooks = failures.filter(({ webhookId }) => looksLikeId(webhookId))
  if (ofWebhooks.length === 0) return
  const found = await lodge.store.pool.query<{ desk_id: DeskId; webhook_id: string }>(COUNT, [
    ofWebhooks.map(({ deskId }) => deskId),
    ofWebhooks.map(({ webhookId }) => webhookId),
    ofWebhooks.map(({ reason }) => reason),
    Object.keys(TOLD_AFTER),
    Object.values(TOLD_AFTER),
  ])
  for (const { desk_id, webhook_id } of found.rows) await tell(lodge, desk_id, webhook_id)
}

const COUNT = `
  with failed as (
    select g.desk_id, g.id, count(*)::integer as failures, max(g.reason) as reason, w.format::text as format
    from unnest($1::bigint[], $2::bigint[], $3::text[]) as g (desk_id, id, reason)
    join webhook w on w.desk_id = g.desk_id and w.id = g.id and w.enabled and w.format::text = any ($4::text[])
    group by g.desk_id, g.id, w.format
  ), counted as (
    insert into webhook_failure as f (desk_id, webhook_id, since, failures, reason)
    select desk_id, id, now(), failures, reason from failed
    on conflict (desk_id, webhook_id) do update set
      since = case when f.since < now() - interval '1 day' then now() else f.since end,
      failures = excluded.failures + case when f.since < now() - interval '1 day' then 0 else f.failures end,
      told_at = case when f.since < now() - interval '1 day' then null else f.told_at end,
      reason = excluded.reason
    returning f.desk_id, f.webhook_id, f.failures, f.told_at
  )
  select c.desk_id, c.webhook_id
  from counted c
  join failed g on g.desk_id = c.desk_id and g.id = c.webhook_id
  join unnest($4::text[], $5::integer[]) as t (format, failures) on t.format = g.format
  where c.told_at is null and c.failures >= t.failures`

const tell = async (lodge: Lodge, deskId: DeskId, id: string): Promise<void> => {
  await lodge.store.db.transaction().execute(async (tx) => {
    const told = await tx
      .updateTable('webhook_failure')
      .set({ told_at: sql`now()` })
      .where('desk_id', '=', deskId)
      .where('webhook_id', '=', id)
      .where('told_at', 'is', null)
      .returning(['failures', 'reason'])
      .executeTakeFirst()
    const webhook = await tx
      .selectFrom('webhook')
      .select(WEBHOOK)
      .where('desk_id', '=', deskId)
      .where('id', '=', id)
      .executeTakeFirst()
    // Another process was faster, or it was deleted.
    if (!told || !webhook) return
    const data = { webhook: toLogged(toWebhook(webhook)), ...told }
    await recordEvent({ tx, lodge, actor: systemActor(deskId) }, { type: 'webhook.failing', data })
  })
  lodge.nudge()
}
