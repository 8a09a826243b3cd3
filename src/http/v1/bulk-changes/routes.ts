import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { BULK_MAX, type BulkOutcome, changeTickets } from '../../../core/bulk-changes/change.ts'
import { type UndoError, undoBulkChange } from '../../../core/bulk-changes/undo.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { once } from '../../once.ts'
import { notFound, Problem } from '../../problem.ts'
import { moment } from '../../schema/moment.ts'
import { oneById } from '../../schema/params.ts'
import { patchOf } from '../../schema/patch.ts'
import { text } from '../../schema/text.ts'
import { toProblem } from '../tickets/problems.ts'
import { PRIORITIES, STATUSES, tags as tagNames } from '../tickets/schemas.ts'
import { ticketSnapshotSchema } from '../tickets/ticket-schema.ts'
import { toTicketChange } from '../tickets/to-ticket-change.ts'

const bulkBody = z.strictObject({
  tickets: z.array(text(19, 1)).min(1).max(BULK_MAX).meta({ description: 'Numbers or ids.' }),
  set: patchOf({
    status: z.enum(STATUSES).optional(),
    priority: z.enum(PRIORITIES).optional(),
    assignee: text(255, 1).nullable().optional(),
    department: text(200, 1).optional(),
    type: text(200, 1).optional(),
    add_tags: tagNames.optional(),
    remove_tags: tagNames.optional(),
    snoozed_until: moment.nullable().optional(),
  }).meta({ description: 'As in PATCH /v1/tickets/{id}, of each of them.' }),
})

const outcomeSchema = z.strictObject({
  id: z.string().meta({ description: 'To take it back by: POST /v1/tickets/bulk/{id}/undo, for a day.' }),
  changed: z.array(ticketSnapshotSchema),
  failed: z
    .array(z.strictObject({ ticket: z.string(), code: z.string(), detail: z.string() }))
    .meta({ description: 'Those that are as they were, and why.' }),
})

const config = { policy: { scope: 'tickets:write' } } as const
const tags = ['tickets']

/** One change of many tickets. */
export const bulkChangeRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.post(
      '/v1/tickets/bulk',
      {
        config,
        schema: {
          tags,
          summary: 'Change many tickets alike',
          description: 'Each as by a PATCH of its own; one that cannot be changed does not fail the others.',
          body: bulkBody,
          response: { 200: outcomeSchema },
        },
      },
      async (request, reply) => {
        const { tickets, set } = request.body
        await once(lodge, request, reply, async (change) => ({
          status: 200,
          body: shown(await changeTickets(change, tickets, toTicketChange(set))),
        }))
        return reply
      },
    )

    app.post(
      '/v1/tickets/bulk/:id/undo',
      {
        config,
        schema: {
          tags,
          summary: 'Take a change of many tickets back',
          description: 'What was changed since is left as it is, and named in `failed`.',
          params: oneById,
          response: { 200: outcomeSchema },
        },
      },
      async (request, reply) => {
        await once(lodge, request, reply, async (change) => {
          const undone = await undoBulkChange(change, request.params.id)
          if (undone.ok) return { status: 200, body: shown(undone.value) }
          if (undone.error.code === 'bulk_not_found') throw notFound('bulk')
          throw new Problem(409, undone.error.code, 'It was taken back before.')
        })
        return reply
      },
    )
  }

const shown = ({ id, changed, failed }: BulkOutcome<UndoError>) => ({
  id,
  changed,
  failed: failed.map(({ ticket, error }) => {
    if (error.code === 'changed_since') {
      return { ticket, code: error.code, detail: `Changed since, and left as it is: ${error.fields.join(', ')}.` }
    }
    const { code, message } = toProblem(error)
    return { ticket, code, detail: message }
  }),
})
