import type pg from 'pg'
import { type Draft, isNotice } from '../mail.ts'
import { snapshotOf } from '../snapshots.ts'

/** Mails to one member in ten minutes; the rest of these is one digest at their end. */
const MAILS_MAX = 20
const WINDOW_MS = 600_000
/** A digest names the first ones and counts the others. */
const LINES_MAX = 100

type Window = { deskId: string; memberId: string; startedAt: string; count: number }
type Gathered = { draft: Draft; window: Window }

const keyOf = (deskId: string, memberId: string): string => `${deskId}/${memberId}`

/**
 * Lets the first mails to a member through and gathers the others for a digest, which is a draft of its own, due when the
 * ten minutes end. What is gathered is written by this very transaction: nothing waits in memory.
 */
export const withoutFlood = async (
  client: pg.PoolClient,
  drafts: Draft[],
): Promise<{ drafts: Draft[]; digests: { draft: Draft; dueAt: Date }[] }> => {
  const notices = drafts.filter(({ kind }) => isNotice(kind))
  if (notices.length === 0) return { drafts, digests: [] }
  const windows = await readWindows(client, notices)
  const gathered: Gathered[] = []
  const digests: { draft: Draft; dueAt: Date }[] = []
  const kept = drafts.filter((draft) => {
    const window = isNotice(draft.kind) ? windows.get(keyOf(draft.event.deskId, draft.member_id ?? '')) : undefined
    if (!window) return true
    window.count += 1
    if (window.count <= MAILS_MAX) return true
    gathered.push({ draft, window: { ...window } })
    if (window.count === MAILS_MAX + 1) {
      const { to, member_id, culture, event } = draft
      digests.push({
        draft: { kind: 'digest', to, member_id, culture, event, digest_since: window.startedAt } as Draft, // a member's
        dueAt: new Date(Date.parse(window.startedAt) + WINDOW_MS),
      })
    }
    return false
  })
  await writeWindows(client, [...windows.values()])
  await writeLines(client, gathered)
  return { drafts: kept, digests }
}

/** The window of each member, locked: who sends a digest ends its window under the same lock (send/digest.ts). */
const readWindows = async (client: pg.PoolClient, notices: Draft[]): Promise<Map<string, Window>> => {
  const members = new Map(
    notices.map(({ event, member_id = '' }) => [keyOf(event.deskId, member_id), { event, member_id }]),
  )
  const [desks, ids] = [
    [...members.values()].map(({ event }) => event.deskId),
    [...members.values()].map(({ member_id }) => member_id),
  ]
  const found = await client.query<{ desk_id: string; member_id: string; started_at: Date; count: number }>(
    `select f.desk_id, f.member_id, f.started_at, f.count
     from mail_flood f join unnest($1::bigint[], $2::bigint[]) as g (desk_id, member_id) using (desk_id, member_id)
     where f.started_at > now() - make_interval(secs => $3)
     for update of f`,
    [desks, ids, WINDOW_MS / 1_000],
  )
  const windows = new Map<string, Window>()
  const startedAt = new Date().toISOString()
  for (const [key, { event, member_id }] of members) {
    windows.set(key, { deskId: event.deskId, memberId: member_id, startedAt, count: 0 })
  }
  for (const row of found.rows) {
    windows.set(keyOf(row.desk_id, row.member_id), {
      deskId: row.desk_id,
      memberId: row.member_id,
      startedAt: row.started_at.toISOString(),
      count: row.count,
    })
  }
  return windows
}

const writeWindows = async (client: pg.PoolClient, windows: Window[]): Promise<void> => {
  const rows = windows.map(({ deskId, memberId, startedAt, count }) => ({
    desk_id: deskId,
    member_id: memberId,
    started_at: startedAt,
    count,
    gathered: Math.max(0, count - MAILS_MAX),
  }))
  await client.query(
    `with given as (
       select * from json_to_recordset($1) as g (
         desk_id bigint, member_id bigint, started_at timestamptz, count integer, gathered integer)
     ), digests as (
       insert into mail_digest (desk_id, member_id, started_at, count)
       select desk_id, member_id, started_at, gathered from given where gathered > 0
       on conflict (desk_id, member_id, started_at) do update set count = excluded.count
     )
     insert into mail_flood (desk_id, member_id, started_at, count)
     select desk_id, member_id, started_at, count from given
     on conflict (desk_id, member_id) do update set started_at = excluded.started_at, count = excluded.count`,
    [JSON.stringify(rows)],
  )
}

/** What a line says of a notice: its ticket, or what the owner is to mend. */
const lineOf = ({ event }: Draft): { number: number | null; subject: string | null } => {
  const { ticket, webhook, rule, hook } = snapshotOf(event)
  return {
    number: ticket?.number ?? null,
    subject: webhook?.host ?? rule?.name ?? hook?.name ?? ticket?.subject ?? null,
  }
}

const writeLines = async (client: pg.PoolClient, gathered: Gathered[]): Promise<void> => {
  const rows = gathered
    .filter(({ window }) => window.count <= MAILS_MAX + LINES_MAX)
    .map(({ draft, window }) => {
      return {
        desk_id: window.deskId,
        member_id: window.memberId,
        started_at: window.startedAt,
        event_id: draft.event.id,
        kind: draft.kind,
        ...lineOf(draft),
      }
    })
  if (rows.length === 0) return
  await client.query(
    `insert into mail_digest_line (desk_id, member_id, started_at, event_id, kind, number, subject)
     select desk_id, member_id, started_at, event_id, kind, number, subject
     from json_to_recordset($1) as g (
       desk_id bigint, member_id bigint, started_at timestamptz, event_id bigint, kind text, number bigint, subject text)`,
    [JSON.stringify(rows)],
  )
}
