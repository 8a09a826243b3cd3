import { type SqlBool, sql } from 'kysely'
import type { Actor } from '../actor.ts'
import type { Sort } from '../tickets/sort.ts'
import type { ViewFilter } from './filter.ts'

/** What a list of tickets can show of each. */
export const VIEW_COLUMNS = [
  'number',
  'subject',
  'status',
  'priority',
  'department',
  'type',
  'requester',
  'assignee',
  'tags',
  'channel',
  'message_count',
  'last_message_at',
  'created_at',
  'updated_at',
] as const
type ViewColumn = (typeof VIEW_COLUMNS)[number]

/** A saved list of tickets. */
export type View = {
  id: string
  name: string
  filter: ViewFilter
  sort: Sort
  columns: ViewColumn[]
  /** Whether everybody on the desk has it, or only who made it. */
  shared: boolean
  /** Who made it; null for a token that stands for nobody. */
  member_id: string | null
  created_at: string
  updated_at: string
}

export const VIEW = [
  'id',
  'name',
  'filter',
  'sort',
  'columns',
  'is_shared',
  'member_id',
  'created_at',
  'updated_at',
] as const

type ViewRow = {
  id: string
  name: string
  filter: ViewFilter
  sort: string
  columns: string[]
  is_shared: boolean
  member_id: string | null
  created_at: Date
  updated_at: Date
}

export const toView = ({ is_shared, ...row }: ViewRow): View => ({
  id: row.id,
  name: row.name,
  filter: row.filter,
  sort: row.sort as Sort, // only these are written
  columns: row.columns as ViewColumn[], // only these are written
  shared: is_shared,
  member_id: row.member_id,
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
})

/** Whether an actor has it, a view or a watchlist: it is shared, or their own. */
export const isVisible = ({ memberId }: Actor) =>
  sql<SqlBool>`(is_shared or member_id is not distinct from ${memberId}::bigint)`
