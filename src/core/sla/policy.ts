import type { SlaClock, SlaKind, SlaTargets, TicketPriority } from '../../store/schema.ts'

export const KINDS = ['first_reply', 'next_reply', 'resolution'] as const satisfies SlaKind[]
export const CLOCKS = ['business', 'wall'] as const satisfies SlaClock[]

/** When a warning is given: after so many percent of the target, or so many minutes before its end; null is never. */
export type Warning = { percent: number } | { minutes_before: number } | null

/** A ticket has to be in one of each; null is any. Ids. */
export type AppliesTo = {
  departments: string[] | null
  types: string[] | null
  priorities: TicketPriority[] | null
}

/** What is promised for the tickets it applies to. Of several policies a ticket has the first, by position, then name. */
export type SlaPolicy = {
  id: string
  name: string
  position: number
  applies_to: AppliesTo
  /** Minutes, by what is promised and by priority; what is left out is not promised. */
  targets: SlaTargets
  /** Whether the minutes are those of the department's business hours, or of the clock on the wall. */
  clock: SlaClock
  warning: Warning
  created_at: string
  updated_at: string
}

export const SLA_POLICY = [
  'id',
  'name',
  'position',
  'departments',
  'types',
  'priorities',
  'targets',
  'clock',
  'warn_percent',
  'warn_minutes',
  'created_at',
  'updated_at',
] as const

export type SlaPolicyRow = AppliesTo & {
  id: string
  name: string
  position: number
  targets: SlaTargets
  clock: SlaClock
  warn_percent: number | null
  warn_minutes: number | null
  created_at: Date
  updated_at: Date
}

export const toSlaPolicy = (row: SlaPolicyRow): SlaPolicy => ({
  id: row.id,
  name: row.name,
  position: row.position,
  applies_to: { departments: row.departments, types: row.types, priorities: row.priorities },
  targets: row.targets,
  clock: row.clock,
  warning: warningOf(row),
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
})

const warningOf = ({ warn_percent, warn_minutes }: SlaPolicyRow): Warning => {
  if (warn_percent !== null) return { percent: warn_percent }
  return warn_minutes === null ? null : { minutes_before: warn_minutes }
}

/** The columns of what a caller gave; those of what is absent stay. */
export const toColumns = (given: SlaPolicyChanges) => ({
  name: given.name,
  position: given.position,
  ...given.appliesTo,
  targets: given.targets && JSON.stringify(given.targets),
  clock: given.clock,
  ...(given.warning === undefined
    ? {}
    : {
        warn_percent: given.warning && 'percent' in given.warning ? given.warning.percent : null,
        warn_minutes: given.warning && 'minutes_before' in given.warning ? given.warning.minutes_before : null,
      }),
})

/** What is absent stays. */
export type SlaPolicyChanges = {
  name?: string | undefined
  position?: number | undefined
  appliesTo?: AppliesTo | undefined
  targets?: SlaTargets | undefined
  clock?: SlaClock | undefined
  warning?: Warning | undefined
}
