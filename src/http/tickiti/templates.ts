import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Actor } from '../../core/actor.ts'
import type { Lodge } from '../../core/lodge.ts'
import type { Paging } from '../../core/page.ts'
import { archiveTemplate } from '../../core/templates/archive.ts'
import { createTemplate } from '../../core/templates/create.ts'
import { getTemplate } from '../../core/templates/get.ts'
import { listTemplates } from '../../core/templates/list.ts'
import { placeholdersOf } from '../../core/templates/placeholders.ts'
import { updateTemplate } from '../../core/templates/update.ts'
import { matchesSearch, toTheirTemplate } from '../../dialects/tickiti/templates.ts'
import type { TemplateType } from '../../store/schema.ts'
import { actorOf } from '../policy.ts'
import { notFound, Problem } from '../problem.ts'
import { text } from '../schema/text.ts'
import { identifier } from '../v1/templates/schemas.ts'
import { allOf } from './all.ts'
import { type Access, invalid, tickitiChange, tickitiRoute } from './contract.ts'
import { noFields, theirId } from './ids.ts'

const READ = { ability: 'templates:read', role: 'admin' } as const satisfies Access
const WRITE = { ability: 'templates:write', role: 'admin' } as const satisfies Access
const TYPES = ['email', 'notification', 'intervention', 'faq', 'reply'] as const

const fields = {
  title: text(200).optional(),
  subject: text(1000).optional(),
  content: text(50_000).optional(),
  category: text(200).optional(),
  subcategory: text(200).optional(),
  enabled: z.boolean().optional(),
  suppress_notification: z.boolean().optional(),
  queue_name: text(200, 1).nullable().optional(),
}
const newTemplate = z.object({ ...fields, type: z.enum(TYPES).default('email'), identifier })
const changedTemplate = z.object({
  template: z.object({ ...fields, id: theirId, type: z.enum(TYPES).optional(), identifier: identifier.optional() }),
})
const one = z.object({ template_id: theirId })
const search = z.object({ q: z.string().default('') })

/** The family `templates/*`. What comes in is html; texts that came in elsewhere say their own format. */
export const templateRoutes = (lodge: Lodge, plugin: FastifyInstance): void => {
  const path = '/api/v1/templates'
  const list = (actor: Actor, type: TemplateType | null) =>
    allOf((paging: Paging<[string, string]>) =>
      listTemplates(lodge, actor, { ...paging, type, category: null, department: null }),
    )

  tickitiRoute(lodge, plugin, path, READ, noFields, async (_, request) =>
    (await list(actorOf(request), null)).map(toTheirTemplate),
  )

  tickitiRoute(lodge, plugin, `${path}/faqs`, READ, noFields, async (_, request) =>
    (await list(actorOf(request), 'faq')).map(toTheirTemplate),
  )

  tickitiRoute(lodge, plugin, `${path}/search`, READ, search, async ({ q }, request) =>
    (await list(actorOf(request), null)).filter((template) => matchesSearch(template, q)).map(toTheirTemplate),
  )

  tickitiRoute(lodge, plugin, `${path}/show`, READ, one, async ({ template_id }, request) => {
    const found = await getTemplate(lodge, actorOf(request), template_id)
    if (!found.ok) throw notFound('template')
    const placeholders = placeholdersOf(found.value).map(({ name }) => name)
    return { template: { ...toTheirTemplate(found.value), placeholders } }
  })

  tickitiChange(lodge, plugin, `${path}/create`, WRITE, newTemplate, async (change, given) => {
    const made = await createTemplate(change, {
      type: given.type,
      identifier: given.identifier,
      name: given.title ?? given.identifier,
      format: 'html',
      subject: given.subject ?? '',
      body: given.content ?? '',
      translations: {},
      department: given.queue_name ?? null,
      enabled: given.enabled ?? true,
      suppressNotification: given.suppress_notification ?? false,
      category: given.category ?? '',
      subcategory: given.subcategory ?? '',
    })
    if (!made.ok) throw toProblem(made.error)
    return { template: toTheirTemplate(made.value) }
  })

  tickitiChange(lodge, plugin, `${path}/update`, WRITE, changedTemplate, async (change, { template }) => {
    const { id, title, content, queue_name, suppress_notification, ...rest } = template
    const changed = await updateTemplate(change, id, {
      ...rest,
      name: title,
      department: queue_name,
      suppressNotification: suppress_notification,
      ...(content === undefined ? {} : { format: 'html', body: content }),
    })
    if (!changed.ok) throw toProblem(changed.error)
    return { template: toTheirTemplate(changed.value) }
  })

  tickitiChange(lodge, plugin, `${path}/delete`, WRITE, one, async (change, { template_id }) => {
    const archived = await archiveTemplate(change, template_id)
    if (archived.ok) return { deleted: true }
    if (archived.error.code === 'template_not_found') throw notFound('template')
    throw new Problem(409, archived.error.code, `Interventions use it: ${archived.error.by.join(', ')}.`)
  })
}

type WriteError = Extract<Awaited<ReturnType<typeof updateTemplate>>, { ok: false }>['error']

const toProblem = (error: WriteError): Problem => {
  switch (error.code) {
    case 'template_not_found':
      return notFound('template')
    case 'identifier_taken':
      return invalid('identifier', 'belongs to another template')
    case 'department_not_found':
      return invalid('queue_name', 'is not the name of a queue of this desk')
    case 'invalid_template':
      return invalid(error.path === 'body' ? 'content' : error.path, `cannot be used: ${error.message}`)
    case 'too_many_translations':
      throw new Error('this contract has no translations')
  }
}
