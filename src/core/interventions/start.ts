import { hash } from 'node:crypto'
import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { fail, ok, type Result } from '../result.ts'
import { type CreateTicketError, createTicket, type NewTicket } from '../tickets/create.ts'
import { answersOf, checkAnswers, listAnswers } from './answers.ts'
import { findIntervention } from './find.ts'
import type { RunError } from './run.ts'
import { findTexts } from './texts.ts'

export type StartGiven = {
  /** Id or name. */
  intervention: string
  requester: NewTicket['requester']
  /** Null for the intervention's title. */
  subject: string | null
  culture: string | null
  channel: string
  data: Record<string, unknown>
  /** The caller's name for the run: the same one makes one ticket. */
  uid: string
}

/** `ticket` is the id of the one to run the intervention on; null where the requester is blocked. */
export type Started = { ticket: string | null }

/**
 * Makes the ticket that an intervention is then run on (run.ts, with the same data and uid, and `isNew`). The two are a
 * commit each, since every ticket is taken in by the one way in; whoever repeats the request after a crash between them
 * gets the same ticket, and its run. What can be known to fail is found before there is a ticket.
 */
export const startIntervention = async (
  lodge: Lodge,
  actor: Actor,
  given: StartGiven,
): Promise<Result<Started, RunError | CreateTicketError>> => {
  const { db } = lodge.store
  const intervention = await findIntervention(db, actor.deskId, given.intervention)
  if (!intervention) return fail({ code: 'intervention_not_found' })
  const first = await db
    .selectFrom('intervention_run')
    .select('ticket_id')
    .where('desk_id', '=', actor.deskId)
    .where('intervention_id', '=', intervention.id)
    .where('uid', '=', given.uid)
    .executeTakeFirst()
  if (first) return ok({ ticket: first.ticket_id })
  if (!intervention.enabled) return fail({ code: 'intervention_disabled' })
  const answered = checkAnswers(intervention.fields, given.data)
  if (!answered.ok) return answered
  const texts = await findTexts(db, actor.deskId, intervention)
  if (!texts.ok) return texts

  const { fields, title, settings, department } = intervention
  const options = { missing: 'empty', culture: given.culture ?? 'en' } as const
  const answers = answersOf(fields, given.data, { ...given.data, data: given.data }, options)
  const made = await createTicket(
    lodge,
    actor,
    {
      ...NOTHING_ELSE,
      requester: given.requester,
      subject: given.subject ?? title,
      body: { format: 'text', source: listAnswers(title, answers) },
      channel: given.channel,
      source: given.channel,
      priority: settings.priority ?? 'normal',
      department: department?.id ?? null,
      culture: given.culture,
    },
    { key: `intervention ${intervention.id} ${given.uid}`, requestHash: digest(given) },
  )
  if (!made.ok) return made
  return ok({ ticket: made.value.outcome === 'blocked' ? null : made.value.ticket.id })
}

const digest = ({ requester, subject, culture, data }: StartGiven): string =>
  hash('sha256', JSON.stringify([requester, subject, culture, data]))

const NOTHING_ELSE = {
  status: 'open',
  type: null,
  assignee: null,
  tags: [],
  fields: {},
  metadata: {},
  participants: [],
  externalRef: null,
  openedAt: null,
  closedAt: null,
  snoozedUntil: null,
  attachments: [],
  public: true,
  notify: { requester: true, team: true },
  ai: { answer: false },
} satisfies Partial<NewTicket>
