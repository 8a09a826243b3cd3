import type { SlaKind, TicketPriority } from '../../store/schema.ts'
import { KINDS, type SlaPolicy, type Warning } from './policy.ts'
import type { Promised } from './timer.ts'

/** What of a ticket decides which policy it has. */
export type Matched = {
  priority: TicketPriority
  department: { id: string }
  type: { id: string }
}

/** What is promised to a ticket by the first of the policies, in their order, that applies to it and was there by then. */
export const promisedTo = (policies: SlaPolicy[], ticket: Matched, at: Date): Promised[] => {
  const policy = policies.find(
    ({ applies_to: { departments, types, priorities }, created_at }) =>
      (departments === null || departments.includes(ticket.department.id)) &&
      (types === null || types.includes(ticket.type.id)) &&
      (priorities === null || priorities.includes(ticket.priority)) &&
      Date.parse(created_at) <= at.getTime(),
  )
  return policy ? KINDS.flatMap((kind) => promise(policy, ticket, kind)) : []
}

const promise = (policy: SlaPolicy, ticket: Matched, kind: SlaKind): Promised[] => {
  const targetMinutes = policy.targets[kind]?.[ticket.priority]
  if (targetMinutes === undefined) return []
  return [
    {
      kind,
      policyId: policy.id,
      policyName: policy.name,
      departmentId: ticket.department.id,
      clock: policy.clock,
      targetMinutes,
      warnAfter: warnAfter(policy.warning, targetMinutes),
    },
  ]
}

/** None where it would be before the start. */
const warnAfter = (warning: Warning, target: number): number | null => {
  if (warning === null) return null
  if ('percent' in warning) return (target * warning.percent) / 100
  return warning.minutes_before < target ? target - warning.minutes_before : null
}
