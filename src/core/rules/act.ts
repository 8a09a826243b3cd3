import type { Change } from '../change.ts'
import { runIntervention } from '../interventions/run.ts'
import { addMessage } from '../messages/add.ts'
import { fail, ok, type Result } from '../result.ts'
import { replyFromTemplate } from '../templates/reply.ts'
import type { TicketSnapshot } from '../tickets/ticket.ts'
import { type Changes, changesBetween, updateTicket } from '../tickets/update.ts'
import { lockTicket } from '../tickets/write.ts'
import type { Action } from './action.ts'
import { type ActionError, explain } from './explain.ts'
import { notify } from './notify.ts'
import type { RuleRow } from './rule.ts'
import { wantedChange } from './wanted-change.ts'

/** What a rule did: the ticket's fields by name, from what to what, and what else, in words. */
export type Deeds = { changes: Changes; did: string[] }
type Failed = { code: 'action_failed'; message: string }
type ActingRule = Pick<RuleRow, 'id' | 'name' | 'actions'>

/** Does what a rule says to a ticket that the change has locked, all or nothing: on a failure the caller undoes it. */
export const act = async (change: Change, rule: ActingRule, ticket: TicketSnapshot): Promise<Result<Deeds, Failed>> => {
  const wanted = wantedChange(rule.actions, new Date())
  const updated = await updateTicket(change, ticket.id, wanted)
  if (!updated.ok) return failed(await explain(change, updated.error, wanted))
  const did: string[] = []
  for (const action of rule.actions) {
    const done = await actOnce(change, rule, ticket.id, action)
    if (!done.ok) return failed(await explain(change, done.error, namesIn(action)))
    if (done.value !== undefined) did.push(done.value)
  }
  // An intervention sets fields of its own.
  const after = (did.length > 0 && (await lockTicket(change, ticket.id))) || updated.value
  return ok({ changes: changesBetween({ ...ticket, ...PER_ACT }, { ...after, ...PER_ACT }), did })
}

const failed = (message: string): Result<never, Failed> => fail({ code: 'action_failed', message })

/** What every deed changes, and so is no news. */
const PER_ACT = { message_count: 0, last_message_at: '', updated_at: '' }

/** Answers what was done, in words; undefined for what was done with all that sets fields. */
const actOnce = async (
  change: Change,
  rule: ActingRule,
  ticketId: string,
  action: Action,
): Promise<Result<string | undefined, ActionError>> => {
  const message = { author: 'agent' as const, attachments: [] }
  switch (action.do) {
    case 'note': {
      const body = { format: action.body_format, source: action.body }
      const added = await addMessage(change, ticketId, { ...message, body, public: false })
      return added.ok ? ok('added an internal note') : added
    }
    case 'reply': {
      const { template } = action
      const added = await replyFromTemplate(change, ticketId, { ...message, template, data: {}, public: true })
      return added.ok ? ok(`replied from template ${template}`) : added
    }
    case 'run_intervention': {
      const { intervention, data } = action
      const ran = await runIntervention(change, {
        intervention,
        ticket: ticketId,
        data,
        uid: null,
        isNew: false,
        submit: true,
      })
      return ran.ok ? ok(`ran the intervention ${ran.value.run.intervention.name}`) : ran
    }
    case 'mail':
      await notify(change, rule, ticketId, { channel: 'mail', to: action.to, text: action.text })
      return ok(`mailed ${action.to ?? 'the team'}`)
    case 'webhook':
      await notify(change, rule, ticketId, { channel: 'webhook', endpoint: action.endpoint, text: action.text })
      return ok(`told webhook ${action.endpoint}`)
    case 'slack': {
      const { connection, channel: to, text } = action
      await notify(change, rule, ticketId, { channel: 'slack', connection, to, text })
      return ok(`told Slack channel ${to}`)
    }
    default:
      return ok(undefined)
  }
}

const namesIn = (action: Action) => ({
  template: action.do === 'reply' ? action.template : undefined,
  intervention: action.do === 'run_intervention' ? action.intervention : undefined,
})
