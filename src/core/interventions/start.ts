import { isDeepStrictEqual } from 'node:util'
import { unbound } from '../actor.ts'
import type { Change } from '../change.ts'
import { lockIntake } from '../desks/lock.ts'
import { fail, ok, type Result } from '../result.ts'
import { type CreateTicketError, createTicketWithin, type NewTicket } from '../tickets/create.ts'
import { answersOf, listAnswers, othersIn, valuesIn } from './answers.ts'
import { findIntervention } from './find.ts'
import type { InterventionRow } from './intervention.ts'
import { type RunError, runIntervention } from './run.ts'
import { type Run, selectRuns, toRun } from './run-row.ts'
import { findTexts } from './texts.ts'

export type StartGiven = {
  /** Id or name. */
  intervention: string
  requester: NewTicket['requester']
  /** Null for the intervention's title. */
  subject: string | null
  culture: string | null
  channel: string
  source: string
  data: Record<string, unknown>
  /** The caller's name for the run: the same one makes one ticket. */
  uid: string
  /** False where people fill in the fields later. */
  submit: boolean
  /** Whether a `uid` that was used before gives that run whatever the data is now; else other data is a conflict. */
  firstWins: boolean
  /** Whether a placeholder that nothing is given for is a failure; else it prints nothing. */
  strict?: boolean
  /** Whether the ticket's first message is public; then its requester is told, too. True where not said. */
  isPublic?: boolean
  metadata?: Record<string, unknown>
}

/** `department` is the name of the one that the ticket is in. */
export type Started = { outcome: 'blocked' } | { outcome: 'started'; run: Run; department: string; repeated: boolean }

/**
 * Makes a ticket and runs an intervention on it, in one transaction: both are there, or nothing is. A `uid` that was used
 * before gives that run. Call with the intake locked (once's `first`), or before anything else is.
 */
export const startIntervention = async (
  change: Change,
  given: StartGiven,
): Promise<Result<Started, RunError | CreateTicketError>> => {
  const { tx, actor } = change
  // Who uses the same uid meanwhile waits here, and then finds the run.
  await lockIntake(change)
  const intervention = await findIntervention(tx, actor.deskId, given.intervention)
  if (!intervention) return fail({ code: 'intervention_not_found' })
  const first = await firstRun(change, intervention.id, given.uid)
  if (first) {
    const isSame = given.firstWins || isDeepStrictEqual(first.run.data, given.data)
    return isSame ? ok({ outcome: 'started', ...first, repeated: true }) : fail({ code: 'uid_conflict' })
  }
  if (!intervention.enabled) return fail({ code: 'intervention_disabled' })
  const texts = await findTexts(tx, actor.deskId, intervention)
  if (!texts.ok) return texts
  const notify = {
    requester: given.isPublic !== false && !texts.value.public?.suppress_notification,
    team: intervention.settings.notify_team ?? true,
  }
  const made = await createTicketWithin(change, { ...toNewTicket(intervention, given), notify })
  if (!made.ok) return made
  if (made.value.outcome === 'blocked') return ok({ outcome: 'blocked' })
  const { id, department } = made.value.ticket
  const { data, uid, submit } = given
  // Whichever department it is filed into.
  const ran = await runIntervention(
    { ...change, actor: unbound(actor) },
    {
      intervention: intervention.id,
      ticket: id,
      data,
      uid,
      isNew: true,
      submit,
      strict: given.strict ?? false,
    },
  )
  if (!ran.ok) return ran
  return ok({ outcome: 'started', run: ran.value.run, department: department.name, repeated: false })
}

const firstRun = async (
  { tx, actor }: Change,
  intervention: string,
  uid: string,
): Promise<{ run: Run; department: string } | undefined> => {
  const row = await selectRuns(tx, actor.deskId)
    .innerJoin('department as d', (join) =>
      join.onRef('d.desk_id', '=', 't.desk_id').onRef('d.id', '=', 't.department_id'),
    )
    .select('d.name as department')
    .where('r.intervention_id', '=', intervention)
    .where('r.uid', '=', uid)
    .executeTakeFirst()
  return row && { run: toRun(row), department: row.department }
}

const toNewTicket = (
  { fields, title, settings, department }: InterventionRow,
  { requester, subject, culture, channel, source, data, isPublic, metadata }: StartGiven,
): Omit<NewTicket, 'notify'> => {
  const options = { missing: 'empty', culture: culture ?? 'en' } as const
  const answers = answersOf(fields, valuesIn(fields, data), { ...data, data }, options)
  return {
    ...NOTHING_ELSE,
    requester,
    subject: subject ?? title,
    body: { format: 'text', source: listAnswers(title, [...answers, ...othersIn(fields, data)]) },
    channel,
    source,
    priority: settings.priority ?? 'normal',
    department: department?.id ?? null,
    culture,
    public: isPublic ?? true,
    metadata: metadata ?? {},
  }
}

const NOTHING_ELSE = {
  status: 'open',
  type: null,
  assignee: null,
  tags: [],
  fields: {},
  participants: [],
  externalRef: null,
  openedAt: null,
  closedAt: null,
  snoozedUntil: null,
  attachments: [],
  ai: { answer: false },
} satisfies Partial<NewTicket>
