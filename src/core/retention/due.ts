import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { oldActivity, oldMail, oldTicket } from './old.ts'
import type { Retention } from './retention.ts'

/** Up to how many are counted. */
const COUNTED_MAX = 10_000

type Counted = { count: number; more: boolean }
export type Due = { closed_tickets: Counted; spam_tickets: Counted; inbound_mails: Counted; activities: Counted }

/** What so long a retention would delete now. */
export const dueBy = async ({ store }: Lodge, { deskId }: Actor, retention: Retention): Promise<Due> => {
  const count = async (
    table: string,
    days: number | null,
    old: (deskId: string, days: number) => RawBuilder<SqlBool>,
  ): Promise<Counted> => {
    if (days === null) return { count: 0, more: false }
    const found = await sql<{ n: number }>`
      select count(*)::integer as n from (
        select from ${sql.table(table)} where ${old(deskId, days)} limit ${COUNTED_MAX + 1}
      ) due`.execute(store.db)
    const n = found.rows[0]?.n ?? 0
    return { count: Math.min(n, COUNTED_MAX), more: n > COUNTED_MAX }
  }
  return {
    closed_tickets: await count('ticket', retention.closed_days, (desk, days) => oldTicket('closed', desk, days)),
    spam_tickets: await count('ticket', retention.spam_days, (desk, days) => oldTicket('spam', desk, days)),
    inbound_mails: await count('inbound_mail', retention.inbound_raw_days, oldMail),
    activities: await count('activity', retention.activity_days, oldActivity),
  }
}
