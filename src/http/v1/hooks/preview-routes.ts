import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { type Preview, preview } from '../../../channels/hooks/preview.ts'
import type { Actor } from '../../../core/actor.ts'
import type { RawPayload } from '../../../core/hook-deliveries/delivery.ts'
import { getHookDelivery } from '../../../core/hook-deliveries/get.ts'
import { type IntakeHook, loadIntakeHook } from '../../../core/hooks/intake-hook.ts'
import { looksLikeId } from '../../../core/ids.ts'
import type { Lodge } from '../../../core/lodge.ts'
import type { Named } from '../../../core/tickets/ticket.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { notFound } from '../../problem.ts'
import { refused } from '../../refused.ts'
import { oneById } from '../../schema/params.ts'
import { draftPreviewBody, previewAnswer, previewBody } from './schemas.ts'

export const previewRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    const received = async (actor: Actor, hookId: string, deliveryId: string): Promise<RawPayload> => {
      const found = await getHookDelivery(lodge, actor, hookId, deliveryId)
      if (!found.ok) throw refused(400, found.error.code, 'delivery_id', 'is not the id of a payload of this hook')
      return found.value.payload
    }

    app.post(
      '/v1/hooks/preview',
      {
        config: { policy: { scope: 'admin' } },
        schema: {
          tags: ['Hooks'],
          summary: 'Show the ticket that a payload would make by a hook that is not saved',
          description: 'Nothing is made. A signature is not asked for.',
          body: draftPreviewBody,
          response: { 200: previewAnswer },
        },
      },
      async (request, reply) => {
        const actor = actorOf(request)
        const { payload, headers, delivery_id, hook_id, name, source, defaults, mapping, department, type } =
          request.body
        const raw =
          delivery_id === undefined ? asJson(payload, headers) : await received(actor, hook_id ?? '', delivery_id)
        const desk = await lodge.desks.fresh(actor.deskId)
        const place = (field: string, given: string | null | undefined, find: (named: string) => Named | undefined) => {
          const found = given == null ? null : find(given)
          if (found === undefined)
            throw refused(400, `${field}_not_found`, field, 'is not the id or name of one of this desk')
          return found?.id ?? null
        }
        const draft: IntakeHook = {
          ...{ deskId: actor.deskId, id: '0', name: name ?? '', source, signingSecret: null, notifyRequester: false },
          departmentId: place('department', department, desk.department),
          typeId: place('type', type, desk.ticketType),
          defaults,
          mapping,
        }
        const body = show(await preview(lodge, draft, raw))
        return once(lodge, request, reply, async () => ({ status: 200, body }))
      },
    )

    app.post(
      '/v1/hooks/:id/preview',
      {
        config: { policy: { scope: 'admin' } },
        schema: {
          tags: ['Hooks'],
          summary: 'Show the ticket that a payload would make',
          description: 'Nothing is made. Try a mapping here before you save it.',
          params: oneById,
          body: previewBody,
          response: { 200: previewAnswer },
        },
      },
      async (request, reply) => {
        const actor = actorOf(request)
        const { id } = request.params
        const { payload, headers, delivery_id, defaults, mapping } = request.body
        const hook = looksLikeId(id) ? await loadIntakeHook(lodge, actor.deskId, id) : undefined
        if (!hook) throw notFound('hook')
        const raw = delivery_id === undefined ? asJson(payload, headers) : await received(actor, id, delivery_id)
        const tried = { ...hook, defaults: defaults ?? hook.defaults, mapping: mapping ?? hook.mapping }
        // Before the transaction: a mapping may take seconds, and a connection is not held for it.
        const body = show(await preview(lodge, tried, raw))
        return once(lodge, request, reply, async () => ({ status: 200, body }))
      },
    )
  }

const asJson = (payload: unknown, headers: Record<string, string> = {}): RawPayload => ({
  contentType: 'application/json',
  headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
  body: Buffer.from(JSON.stringify(payload ?? null)),
})

const show = (made: Preview) => {
  if (made.outcome !== 'ticket') return { outcome: made.outcome, detail: made.detail, ticket: null }
  const { ticket, placed } = made
  return {
    outcome: made.outcome,
    detail: made.detail,
    ticket: {
      requester: {
        external_id: ticket.requester.externalId,
        email: ticket.requester.email,
        name: ticket.requester.name,
      },
      subject: ticket.subject,
      body: ticket.body.source,
      body_format: ticket.body.format,
      priority: ticket.priority,
      department: placed.department,
      type: placed.type,
      assignee: placed.assignee === null || placed.assignee === 'auto' ? placed.assignee : placed.assignee.email,
      tags: ticket.tags,
      fields: ticket.fields,
      metadata: ticket.metadata,
      culture: ticket.culture,
      external_ref: ticket.externalRef,
      source: ticket.source,
    },
  }
}
