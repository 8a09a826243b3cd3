import type { SlaKind, TicketStatus } from '../../store/schema.ts'
import type { Matched } from './match.ts'
import { type HoursOf, meet, newTimer, overdue, type Promised, pause, retarget, run, type Timer } from './timer.ts'

/** What happened to a ticket, and how it was after that. */
export type TicketEvent = {
  at: Date
  created: boolean
  /** Whether its priority, department or type changed. */
  refiled: boolean
  ticket: Matched & { status: TicketStatus; first_response_at: string | null }
  /** Whose public message it was. */
  message: 'agent' | 'contact' | null
}

export type Happened = { type: 'sla.met' | 'sla.breached'; timer: Timer }
type Timers = Partial<Record<SlaKind, Timer>>

/**
 * A ticket's timers after an event, and what is to be told of it. First and next reply are met by an agent's public
 * message, the resolution by resolved or closed. All of them wait while the ticket is not open; a first reply that is still
 * owed also while it is resolved, a next reply not: with the resolution it is owed no more. A ticket that is opened again
 * has what was left of its resolution time.
 */
export const advance = (
  before: Timers,
  event: TicketEvent,
  promised: Promised[],
  hoursOf: HoursOf,
): { timers: Timers; happened: Happened[] } => {
  const { at, ticket } = event
  const timers = { ...before }
  const happened: Happened[] = []

  const each = (change: (timer: Timer) => Timer | undefined) => {
    for (const kind of ['first_reply', 'next_reply', 'resolution'] as const) {
      const timer = timers[kind]
      if (timer) timers[kind] = change(timer)
    }
  }
  const met = (kind: SlaKind) => {
    const timer = timers[kind]
    if (!timer || timer.metAt) return
    timers[kind] = meet(timer, hoursOf, at)
    happened.push({ type: 'sla.met', timer: timers[kind] })
  }
  const starts = (kind: SlaKind) => {
    const offer = promised.find((one) => one.kind === kind)
    if (offer) timers[kind] = newTimer(offer, at)
  }

  each((timer) => {
    const late = overdue(timer, at)
    if (late) happened.push({ type: 'sla.breached', timer: late })
    return late ?? timer
  })
  if (event.refiled) {
    each((timer) => {
      if (timer.metAt) return timer
      const offer = promised.find(({ kind }) => kind === timer.kind)
      return offer && retarget(timer, offer, hoursOf, at)
    })
  }
  const done = ticket.status === 'resolved' || ticket.status === 'closed'
  if ((event.created || event.refiled) && !done) {
    if (!timers.first_reply && ticket.first_response_at === null) starts('first_reply')
    if (!timers.resolution) starts('resolution')
  }
  if (event.message === 'agent') {
    met('first_reply')
    met('next_reply')
  }
  const answered = ticket.first_response_at !== null
  if (event.message === 'contact' && answered && (!timers.next_reply || timers.next_reply.metAt)) starts('next_reply')
  if (done) {
    met('resolution')
    if (!timers.next_reply?.metAt) timers.next_reply = undefined
  }
  each((timer) => {
    const over = timer.metAt !== null && !(timer.kind === 'resolution' && !done)
    if (over) return timer
    if (ticket.status === 'open') return timer.runningSince ? timer : run(timer, hoursOf, at)
    return timer.pausedAt ? timer : pause(timer, hoursOf, at)
  })
  return { timers, happened }
}
