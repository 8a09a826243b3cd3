import type { Change } from '../change.ts'
import { type AddMessageError, addMessage, type NewMessage } from '../messages/add.ts'
import { fail, ok, type Result } from '../result.ts'
import { bodyFrom } from '../templates/reply.ts'
import { scopeOf } from '../templates/scope.ts'
import { surroundingsOf } from '../templates/surroundings.ts'
import type { TicketSnapshot } from '../tickets/ticket.ts'
import { type Answer, answersOf } from './answers.ts'
import type { InterventionRow } from './intervention.ts'
import type { Run } from './run-row.ts'
import type { TextError, TextKind, Texts } from './texts.ts'

export type SayError = AddMessageError | TextError

/** What one text of a run is made with. `instead` stands where there is no template. */
type Saying = {
  intervention: InterventionRow
  ticket: TicketSnapshot
  run: Pick<Run, 'data' | 'values' | 'remote'>
  texts: Texts
  /** Whether a placeholder that nothing is given for is a failure. What a field asks for may be empty still. */
  strict?: boolean | undefined
  instead?: (answers: Answer[]) => string | null
}

/** Writes one of a run's texts on its ticket, and answers its id; null where there is nothing to say. */
export const say = async (
  change: Change,
  kind: TextKind,
  { intervention, ticket, run, texts, strict, instead }: Saying,
): Promise<Result<string | null, SayError>> => {
  const template = texts[kind]
  if (!template && !instead) return ok(null)
  const { name, title, fields } = intervention
  const around = await surroundingsOf(change, ticket.id)
  const more = { intervention: { name, title }, remote: run.remote ?? {} }
  const asked = Object.fromEntries(fields.map((field): [string, unknown] => [field.name, null]))
  const given = { ...asked, ...run.data, ...run.values }
  const options = { missing: 'empty', culture: ticket.culture } as const
  const answers = answersOf(fields, run.values, scopeOf(ticket, around, given, more), options)
  const body = template
    ? bodyFrom(
        template,
        ticket,
        scopeOf(ticket, around, given, { ...more, fields: answers }),
        strict ? 'error' : 'empty',
      )
    : ok(asNote(instead?.(answers) ?? null))
  if (!body.ok) return fail({ code: 'text_unusable', of: `${kind}_template`, error: body.error })
  if (!body.value) return ok(null)
  const message: NewMessage = { author: 'agent', body: body.value, public: kind !== 'private', attachments: [] }
  const added = await addMessage(change, ticket.id, message)
  return added.ok ? ok(added.value.message.id) : added
}

const asNote = (source: string | null): NewMessage['body'] | null =>
  source === null ? null : { format: 'text', source }
