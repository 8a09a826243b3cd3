import type { ColumnType, Generated } from 'kysely'
import type { Action } from '../../core/rules/action.ts'
import type { Group } from '../../core/rules/condition.ts'
import type { Trigger } from '../../core/rules/trigger.ts'
import type { Changes } from '../../core/tickets/update.ts'
import type { DefaultTimestamp, Timestamp } from './columns.ts'

/** json: what is written was checked, so what is read has its form. */
type Checked<T> = ColumnType<T, string, string>

export type RuleRunState = 'done' | 'failed' | 'stopped'

/** The tables of rules, as Kysely knows them. */
export type RuleTables = {
  rule: {
    desk_id: string
    id: string
    name: string
    is_enabled: boolean
    is_last: boolean
    position: number
    trigger: Checked<Trigger>
    conditions: Checked<Group>
    actions: Checked<Action[]>
    event_types: string[]
    since: string | null
    minutes: number | null
    starts_at: Generated<string>
    stopped_at: Timestamp | null
    stopped_reason: string | null
    stopped_ticket_id: string | null
    created_at: DefaultTimestamp
    updated_at: DefaultTimestamp
    deleted_at: Timestamp | null
  }
  rule_run: {
    desk_id: string
    rule_id: string
    id: string
    ticket_id: string
    cause: string
    event_id: string | null
    rule_name: string
    state: RuleRunState
    depth: number
    changes: Checked<Changes>
    did: string[]
    error: string | null
    xid: Generated<string>
    created_at: Timestamp
  }
  rule_timer: { desk_id: string; rule_id: string; ticket_id: string; since: Timestamp; due_at: Timestamp }
}
