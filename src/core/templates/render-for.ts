import type { Kysely } from 'kysely'
import type { Tables } from '../../store/schema.ts'
import type { Actor } from '../actor.ts'
import { fail, ok, type Result } from '../result.ts'
import { type Filled, fillTemplate } from './fill.ts'
import { type TemplateNotUsable, usableTemplate } from './find.ts'
import type { TemplateScope } from './render.ts'
import type { RenderError } from './reply.ts'
import { scopeOf } from './scope.ts'
import { surroundingsOf } from './surroundings.ts'
import type { Template } from './template.ts'

export type RenderGiven = {
  /** Id or identifier. */
  template: string
  /** Who reads it. */
  recipient: { name: string | null; email: string | null }
  /** Null for the desk's. */
  culture: string | null
  data: Record<string, unknown>
}

/** What a template makes for somebody who has no ticket yet: a ticket to be filed, a mail. Nothing is written. */
export type Rendered = Filled & { template: Template }

/**
 * A placeholder that nothing is given for is a failure that names it (`unbound`): what is sent has no holes.
 */
export const renderFor = async (
  { tx, actor }: { tx: Kysely<Tables>; actor: Actor },
  { template: wanted, recipient, culture, data }: RenderGiven,
): Promise<Result<Rendered, TemplateNotUsable | RenderError>> => {
  const template = await usableTemplate(tx, actor.deskId, wanted)
  if (!template.ok) return template
  const around = await surroundingsOf({ tx, actor }, null)
  const scope = withoutTicket(data, recipient, around)
  const options = { missing: 'error', culture: culture ?? around.desk.culture } as const
  const filled = fillTemplate(template.value, scope, options)
  if (!filled.ok) return filled
  if (filled.value.source.trim() === '') return fail({ code: 'template_renders_nothing' })
  return ok({ ...filled.value, template: template.value })
}

const withoutTicket = (
  data: RenderGiven['data'],
  { name, email }: RenderGiven['recipient'],
  around: Parameters<typeof scopeOf>[1],
): TemplateScope => scopeOf({ requester: { id: '', external_id: null, name: name ?? '', email } }, around, data)
