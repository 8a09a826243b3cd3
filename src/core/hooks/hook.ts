import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../store/schema.ts'
import type { DeskId } from '../ids.ts'
import type { Named } from '../tickets/ticket.ts'

/** Who sends: each has its own payloads and its own way to sign them. */
export const SOURCES = [
  'typeform',
  'tally',
  'jotform',
  'google_forms',
  'hubspot',
  'intercom',
  'zendesk',
  'sentry',
  'github',
  'generic',
] as const

export type HookSourceName = (typeof SOURCES)[number]

/** What a ticket gets where neither the mapping nor the payload says. */
export type HookDefaults = {
  email?: string | undefined
  external_id?: string | undefined
  name?: string | undefined
  subject?: string | undefined
  body?: string | undefined
  priority?: 'low' | 'normal' | 'high' | 'urgent' | undefined
  assignee?: string | undefined
  culture?: string | undefined
  tags?: string[] | undefined
  fields?: Record<string, string> | undefined
}

/** The fields of a ticket that a mapping can say, one expression each. */
export const MAPPED = [
  'email',
  'external_id',
  'name',
  'subject',
  'body',
  'priority',
  'department',
  'type',
  'assignee',
  'culture',
  'tags',
  'external_ref',
] as const

type MappedField = (typeof MAPPED)[number]

/** Where in the payload each field is: a JSON Pointer (`/data/email`) or a JSONata expression. */
export type HookMapping = { [field in MappedField]?: string | undefined } & {
  fields?: Record<string, string> | undefined
  metadata?: Record<string, string> | undefined
  /** What makes a repeat of a payload one: a JSON Pointer. */
  delivery_id?: string | undefined
}

/** A hook as it is shown: never its secrets. */
export type Hook = {
  id: string
  name: string
  source: HookSourceName
  /** Whether a signature is asked for: a signing secret is set. */
  signed: boolean
  department: Named | null
  type: Named | null
  notify_requester: boolean
  defaults: HookDefaults
  mapping: HookMapping
  created_at: string
  updated_at: string
  revoked_at: string | null
}

export type HookRow = Omit<Hook, 'created_at' | 'updated_at' | 'revoked_at'> & {
  created_at: Date
  updated_at: Date
  revoked_at: Date | null
}

/** A desk's hooks as they go out, in one query. */
export const selectHooks = (db: Kysely<Tables>, deskId: DeskId) =>
  db
    .selectFrom('hook as h')
    .where('h.desk_id', '=', deskId)
    .select(['h.id', 'h.name', 'h.notify_requester', 'h.created_at', 'h.updated_at', 'h.revoked_at'])
    .select([
      sql<HookSourceName>`h.source`.as('source'),
      sql<boolean>`h.signing_sealed is not null`.as('signed'),
      sql<HookDefaults>`h.defaults`.as('defaults'),
      sql<HookMapping>`h.mapping`.as('mapping'),
      sql<Named | null>`(
        select json_build_object('id', d.id::text, 'name', d.name)
        from department d where d.desk_id = h.desk_id and d.id = h.department_id
      )`.as('department'),
      sql<Named | null>`(
        select json_build_object('id', t.id::text, 'name', t.name)
        from ticket_type t where t.desk_id = h.desk_id and t.id = h.ticket_type_id
      )`.as('type'),
    ])

export const toHook = (row: HookRow): Hook => ({
  id: row.id,
  name: row.name,
  source: row.source,
  signed: row.signed,
  department: row.department,
  type: row.type,
  notify_requester: row.notify_requester,
  defaults: row.defaults,
  mapping: row.mapping,
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
  revoked_at: row.revoked_at?.toISOString() ?? null,
})
