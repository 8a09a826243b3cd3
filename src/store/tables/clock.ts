import type { ColumnType, GeneratedAlways } from 'kysely'
import type { Holiday, Interval } from '../../core/business-hours/schedule.ts'
import type { DefaultTimestamp, Timestamp, WithDefault } from './columns.ts'
import type { TicketPriority } from './tickets.ts'

export type SlaKind = 'first_reply' | 'next_reply' | 'resolution'
export type SlaClock = 'business' | 'wall'
/** Minutes, by what is promised and by priority. */
export type SlaTargets = Partial<Record<SlaKind, Partial<Record<TicketPriority, number>>>>

/** Working time, and what is promised in it. */
export type ClockTables = {
  business_hours: {
    desk_id: string
    id: string
    name: string
    is_default: WithDefault<boolean>
    time_zone: string
    weekly: ColumnType<Interval[], string, string>
    holidays: ColumnType<Holiday[], string, string>
    created_at: DefaultTimestamp
    updated_at: DefaultTimestamp
  }
  sla_policy: {
    desk_id: string
    id: string
    name: string
    position: WithDefault<number>
    departments: string[] | null
    types: string[] | null
    priorities: TicketPriority[] | null
    targets: ColumnType<SlaTargets, string, string>
    clock: SlaClock
    warn_percent: number | null
    warn_minutes: number | null
    created_at: DefaultTimestamp
    updated_at: DefaultTimestamp
    deleted_at: Timestamp | null
  }
  ticket_sla: {
    desk_id: string
    ticket_id: string
    kind: SlaKind
    policy_id: string
    department_id: string
    target_minutes: number
    clock: SlaClock
    warn_after: number | null
    started_at: Timestamp
    used_minutes: WithDefault<number>
    running_since: Timestamp | null
    due_at: Timestamp | null
    warn_at: Timestamp | null
    paused_at: Timestamp | null
    warned_at: Timestamp | null
    breached_at: Timestamp | null
    met_at: Timestamp | null
    next_at: GeneratedAlways<Date | null>
  }
}
