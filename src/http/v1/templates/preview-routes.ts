import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { looksLikeId } from '../../../core/ids.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { render } from '../../../core/messages/render.ts'
import { getDraft } from '../../../core/templates/draft.ts'
import { liveTemplate } from '../../../core/templates/find.ts'
import { previewTemplate } from '../../../core/templates/preview.ts'
import { renderFor } from '../../../core/templates/render-for.ts'
import { listVariables } from '../../../core/templates/variables.ts'
import { once } from '../../once.ts'
import { notFound } from '../../problem.ts'
import { oneById } from '../../schema/params.ts'
import { toProblem } from './problems.ts'
import { draftBody, preview, previewBody, renderBody, variables } from './schemas.ts'
import { toRenderProblem } from './use-problems.ts'

const tags = ['Templates']

/** What a template would say, before anybody reads it. A preview shows a ticket's words, so it asks for what shows tickets. */
export const previewRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.get(
      '/v1/templates/variables',
      {
        config: { policy: { scope: 'settings:read' } },
        schema: { tags, summary: 'List the variables that templates may use', response: { 200: variables } },
      },
      async () => ({ data: listVariables() }),
    )

    app.post(
      '/v1/templates/preview',
      {
        config: { policy: { scope: 'admin' } },
        schema: { tags, summary: 'Preview a template that is not saved', body: draftBody, response: { 200: preview } },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const { ticket, culture, data, ...draft } = request.body
          const given = { ticket: ticket ?? null, culture: culture ?? null, data: data ?? {} }
          const made = await previewTemplate(change, { ...draft, translations: {} }, given)
          if (!made.ok) throw toProblem(made.error)
          return { status: 200, body: made.value }
        }),
    )

    app.post(
      '/v1/templates/:id/render',
      {
        config: { policy: { scope: 'tickets:write' } },
        schema: {
          tags,
          summary: 'Render a template for somebody',
          description: 'Without a ticket, and without a hole: a variable that nothing is given for is an error.',
          params: oneById,
          body: renderBody,
          response: { 200: preview },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const { recipient, culture, data } = request.body
          const { id } = request.params
          if (!looksLikeId(id)) throw notFound('template')
          const to = { name: recipient.name ?? null, email: recipient.email ?? null }
          const given = { template: id, recipient: to, culture: culture ?? null, data: data ?? {} }
          const made = await renderFor(change, given)
          if (!made.ok) throw toRenderProblem(made.error)
          const { subject, format, source } = made.value
          return { status: 200, body: { culture: made.value.culture, subject, body: await render(format, source) } }
        }),
    )

    app.post(
      '/v1/templates/:id/preview',
      {
        config: { policy: { scope: 'tickets:write' } },
        schema: {
          tags,
          summary: 'Preview a template',
          description:
            'What it would make of a ticket. A variable that is not there is an error here; in what is sent it is empty.',
          params: oneById,
          body: previewBody,
          response: { 200: preview },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const template = await liveTemplate(change, request.params.id)
          if (!template) throw notFound('template')
          const { ticket, culture, data } = request.body
          const draft = request.body.draft ? await getDraft(change.tx, change.actor, template.id) : {}
          if (!draft) throw notFound('draft')
          const given = { ticket: ticket ?? null, culture: culture ?? null, data: data ?? {} }
          const made = await previewTemplate(change, { ...template, ...draft }, given)
          if (!made.ok) throw toProblem(made.error)
          return { status: 200, body: made.value }
        }),
    )
  }
