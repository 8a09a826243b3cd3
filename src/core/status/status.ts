import { readFileSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { sql } from 'kysely'
import { inReach } from '../../store/reach.ts'
import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { type FollowerLag, followerLags } from './followers.ts'

export type Status = {
  version: string
  database: { version: string; kind: 'embedded' | 'shared' | 'url' }
  /** Of the data folder, in bytes; null where the system does not say. */
  disk: { free: number; total: number } | null
  /** The last 30 days, UTC, of this desk. */
  tickets_by_day: { day: string; created: number }[]
  followers: FollowerLag[]
  /** In this process. */
  creations_waiting: number
  /** Null where no process has ever run jobs. */
  jobs: { waiting: number; running: number; failed: number } | null
}

const DAYS = 30

/** How this Lodge does, for whoever runs it. */
export const readStatus = async (lodge: Lodge, actor: Actor): Promise<Status> => {
  const [tickets_by_day, followers, jobs, disk] = await Promise.all([
    ticketsByDay(lodge, actor),
    followerLags(lodge),
    countJobs(lodge),
    readDisk(lodge),
  ])
  return {
    version: VERSION,
    database: { version: lodge.store.version, kind: lodge.store.kind },
    disk,
    tickets_by_day,
    followers,
    creations_waiting: lodge.intake.waiting(),
    jobs,
  }
}

const ticketsByDay = async (lodge: Lodge, actor: Actor): Promise<Status['tickets_by_day']> => {
  if (actor.departments !== null) return inDepartments(lodge, actor)
  const found = await lodge.store.pool.query<{ day: string; created: number }>(
    `select to_char(d.day, 'YYYY-MM-DD') as day, coalesce(t.created, 0)::integer as created
     from generate_series((now() at time zone 'UTC')::date - $2::integer + 1, (now() at time zone 'UTC')::date, '1 day') as d (day)
     left join ticket_daily t on t.desk_id = $1 and t.day = d.day::date
     order by d.day`,
    [actor.deskId, DAYS],
  )
  return found.rows
}

/** The same of who is bound to departments: from what reports are made of, which know them. */
const inDepartments = async ({ store }: Lodge, { deskId, departments }: Actor): Promise<Status['tickets_by_day']> => {
  const found = await sql<{ day: string; created: number }>`
    select to_char(d.day, 'YYYY-MM-DD') as day, (
      select coalesce(sum(v.created), 0)::integer from report_volume v
      where v.desk_id = ${deskId} and v.slot >= d.day::date::timestamp at time zone 'UTC'
        and v.slot < (d.day::date + 1)::timestamp at time zone 'UTC' and ${inReach(departments, 'v')}
    ) as created
    from generate_series((now() at time zone 'UTC')::date - ${DAYS}::integer + 1, (now() at time zone 'UTC')::date, '1 day') as d (day)
    order by d.day`.execute(store.db)
  return found.rows
}

const readDisk = async ({ dataDir }: Lodge): Promise<Status['disk']> => {
  try {
    const { bavail, blocks, bsize } = await statfs(dataDir)
    return { free: bavail * bsize, total: blocks * bsize }
  } catch {
    return null
  }
}

/** The jobs' own tables are made by the first process that runs jobs. */
const countJobs = async (lodge: Lodge): Promise<Status['jobs']> => {
  const there = await lodge.store.pool.query<{ there: boolean }>(
    `select to_regclass('graphile_worker.jobs') is not null as there`,
  )
  if (!there.rows[0]?.there) return null
  const found = await lodge.store.pool.query<NonNullable<Status['jobs']>>(
    `select count(*) filter (where locked_at is null and attempts < max_attempts)::integer as waiting,
       count(*) filter (where locked_at is not null)::integer as running,
       count(*) filter (where locked_at is null and attempts >= max_attempts)::integer as failed
     from graphile_worker.jobs`,
  )
  return found.rows[0] ?? null
}

const manifest: { version: string } = JSON.parse(
  readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'),
)
const VERSION = manifest.version
