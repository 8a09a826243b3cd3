import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Authenticator } from '../../../core/credentials/authenticate.ts'
import { lockIntake } from '../../../core/desks/lock.ts'
import type { DeskId } from '../../../core/ids.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { createMember } from '../../../core/members/create.ts'
import { disableMember } from '../../../core/members/disable.ts'
import { getMember } from '../../../core/members/get.ts'
import { listMembers } from '../../../core/members/list.ts'
import { updateMember } from '../../../core/members/update.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { notFound, Problem } from '../../problem.ts'
import { refused } from '../../refused.ts'
import { oneById } from '../../schema/params.ts'
import { availabilityRoutes } from './availability-routes.ts'
import { listQuery, member, memberChanges, memberPage, newMember } from './schemas.ts'

const READ = { policy: { scope: 'settings:read' } } as const
const ADMIN = { policy: { scope: 'admin' } } as const
const tags = ['Members']

export const memberRoutes =
  (lodge: Lodge, authenticator: Authenticator): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()
    await plugin.register(availabilityRoutes(lodge))
    const forget = (deskId: DeskId, memberId: string) => {
      lodge.desks.forget(deskId)
      authenticator.forgetMember(memberId)
    }

    app.get(
      '/v1/members',
      {
        config: READ,
        schema: { tags, summary: 'List members', querystring: listQuery, response: { 200: memberPage } },
      },
      (request) =>
        listMembers(lodge, actorOf(request), {
          limit: request.query.limit,
          after: request.query.cursor ?? null,
          externalRef: request.query.external_ref ?? null,
        }),
    )

    app.get(
      '/v1/members/:id',
      { config: READ, schema: { tags, summary: 'Get a member', params: oneById, response: { 200: member } } },
      async (request) => {
        const found = await getMember(lodge, actorOf(request), request.params.id)
        if (!found) throw notFound('member')
        return found
      },
    )

    app.post(
      '/v1/members',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Create a member',
          description:
            'Who was a member before and was disabled is the same member again, without their old credentials.',
          body: newMember,
          response: { 201: member },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const { external_ref, ...given } = request.body
          const made = await createMember(change, { ...given, externalRef: external_ref })
          if (!made.ok) throw toProblem(made.error)
          const headers = { location: `/v1/members/${made.value.id}` }
          return { status: 201, body: made.value, headers, after: () => lodge.desks.forget(change.actor.deskId) }
        }),
    )

    app.patch(
      '/v1/members/:id',
      {
        config: ADMIN,
        schema: { tags, summary: 'Change a member', params: oneById, body: memberChanges, response: { 200: member } },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const { external_ref, ...given } = request.body
          const changed = await updateMember(change, request.params.id, { ...given, externalRef: external_ref })
          if (!changed.ok) throw toProblem(changed.error)
          return { status: 200, body: changed.value, after: () => forget(change.actor.deskId, changed.value.id) }
        }),
    )

    app.delete(
      '/v1/members/:id',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Disable a member',
          description: 'Their tickets become unassigned, and their credentials stop at once.',
          params: oneById,
          response: { 200: member },
        },
      },
      (request, reply) =>
        once(
          lodge,
          request,
          reply,
          async (change) => {
            const disabled = await disableMember(change, request.params.id)
            if (!disabled.ok) throw toProblem(disabled.error)
            const { member } = disabled.value
            return { status: 200, body: member, after: () => forget(change.actor.deskId, member.id) }
          },
          { first: lockIntake },
        ),
    )
  }

type MemberError = {
  code: 'member_not_found' | 'email_taken' | 'last_owner' | 'external_ref_taken' | 'access_not_of_role' | 'owners_only'
}

const toProblem = (error: MemberError): Problem => {
  switch (error.code) {
    case 'member_not_found':
      return notFound('member')
    case 'email_taken':
      return refused(409, error.code, 'email', 'belongs to another member')
    case 'external_ref_taken':
      return refused(409, error.code, 'external_ref', 'belongs to another member')
    case 'access_not_of_role':
      return refused(400, error.code, 'access', 'is always all for an owner or admin')
    case 'owners_only':
      return new Problem(403, error.code, 'Only an owner makes, changes and removes owners.')
    case 'last_owner':
      return new Problem(409, error.code, 'A desk needs an owner: make another member one first.')
  }
}
