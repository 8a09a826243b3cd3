import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { addIdentity } from '../../../core/contacts/add-identity.ts'
import { removeIdentity } from '../../../core/contacts/remove-identity.ts'
import { lockIntake } from '../../../core/desks/lock.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { once } from '../../once.ts'
import { notFound } from '../../problem.ts'
import { oneById } from '../../schema/params.ts'
import { toProblem } from './problems.ts'
import { contact, identityBody, identityParams } from './schemas.ts'

const config = { policy: { scope: 'contacts:write' } } as const
const tags = ['Contacts']

export const identityRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.post(
      '/v1/contacts/:id/identities',
      {
        config,
        schema: {
          tags,
          summary: 'Add an identity to a contact',
          description:
            '201 where it is new, 200 where the contact has it already. The first of a kind is the primary one.',
          params: oneById,
          body: identityBody,
          response: { 200: contact, 201: contact },
        },
      },
      (request, reply) =>
        once(
          lodge,
          request,
          reply,
          async (change) => {
            const outcome = await addIdentity(change, request.params.id, request.body)
            if (!outcome.ok) throw toProblem(outcome.error)
            return { status: outcome.value.added ? 201 : 200, body: outcome.value.contact }
          },
          { first: lockIntake },
        ),
    )

    app.delete(
      '/v1/contacts/:id/identities/:kind/:value',
      {
        config,
        schema: {
          tags,
          summary: 'Remove an identity from a contact',
          params: identityParams,
          response: { 200: contact },
        },
      },
      (request, reply) =>
        once(
          lodge,
          request,
          reply,
          async (change) => {
            const { id, ...named } = request.params
            // In the one spelling that is stored; what has none is nobody's.
            const identity = identityBody.safeParse(named)
            if (!identity.success) throw notFound('identity')
            const outcome = await removeIdentity(change, id, identity.data)
            if (!outcome.ok) throw toProblem(outcome.error)
            return { status: 200, body: outcome.value }
          },
          { first: lockIntake },
        ),
    )
  }
