import type { WholeTicket } from '../../../api/types.ts'

export type SlaTimer = WholeTicket['sla'][number]

export type Clock = { state: 'paused' } | { state: 'breached' | 'soon' | 'due'; at: string }

/** How a promise stands at a moment (milliseconds since 1970): late, soon late, or with time left. */
export const clockOf = (timer: SlaTimer, now: number): Clock => {
  if (timer.breached_at) return { state: 'breached', at: timer.due_at ?? timer.breached_at }
  if (timer.due_at === null) return { state: 'paused' }
  if (Date.parse(timer.due_at) <= now) return { state: 'breached', at: timer.due_at }
  return { state: timer.warned_at ? 'soon' : 'due', at: timer.due_at }
}
