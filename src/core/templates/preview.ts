import type { BodyFormat } from '../../store/schema.ts'
import type { Change } from '../change.ts'
import { render } from '../messages/render.ts'
import { fail, ok, type Result } from '../result.ts'
import { lockTicket } from '../tickets/write.ts'
import type { InvalidTemplate } from './check.ts'
import { fillTemplate } from './fill.ts'
import { SAMPLE_INTERVENTION, SAMPLE_SURROUNDINGS, SAMPLE_TICKET } from './sample.ts'
import { scopeOf } from './scope.ts'
import { surroundingsOf } from './surroundings.ts'
import type { Template } from './template.ts'

/** What it would be filled with. */
export type PreviewGiven = {
  /** Number or id; null for a sample ticket. */
  ticket: string | null
  /** Null for the ticket's. */
  culture: string | null
  data: Record<string, unknown>
}

export type Preview = {
  culture: string
  subject: string
  body: { format: BodyFormat; text: string; html: string | null; markdown: string | null }
}

/** What a template would make of a ticket; nothing is sent. A variable that is not there is an error, named with its place. */
export const previewTemplate = async (
  change: Change,
  template: Pick<Template, 'type' | 'format' | 'subject' | 'body' | 'translations'>,
  given: PreviewGiven,
): Promise<Result<Preview, InvalidTemplate | { code: 'ticket_not_found' }>> => {
  const ticket = given.ticket === null ? SAMPLE_TICKET : await lockTicket(change, given.ticket)
  if (!ticket) return fail({ code: 'ticket_not_found' })
  const around = given.ticket === null ? SAMPLE_SURROUNDINGS : await surroundingsOf(change, ticket.id)
  const culture = given.culture ?? ticket.culture
  const more = template.type === 'intervention' ? SAMPLE_INTERVENTION : {}
  const filled = fillTemplate(template, scopeOf(ticket, around, given.data, more), { missing: 'error', culture })
  if (!filled.ok) return filled
  const { subject, format, source } = filled.value
  return ok({ culture, subject, body: await render(format, source) })
}
