import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { z } from 'zod'
import { getContact } from '../../../core/contacts/get.ts'
import { type Identification, identifyContact } from '../../../core/contacts/identify.ts'
import { listContacts } from '../../../core/contacts/list.ts'
import { mergeContacts } from '../../../core/contacts/merge.ts'
import { updateContact } from '../../../core/contacts/update.ts'
import { lockIntake } from '../../../core/desks/lock.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { COMPANY_TRAITS_MAX, TRAITS_MAX } from '../../../core/traits.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { notFound } from '../../problem.ts'
import { traitsTooLarge } from '../../refused.ts'
import { oneById } from '../../schema/params.ts'
import { activityRoutes } from './activity-routes.ts'
import { identityRoutes } from './identity-routes.ts'
import { toProblem } from './problems.ts'
import { contact, contactChanges, contactPage, identification, listQuery, mergeBody, wholeContact } from './schemas.ts'

const READ = { policy: { scope: 'contacts:read' } } as const
const WRITE = { policy: { scope: 'contacts:write' } } as const
const tags = ['Contacts']

export const contactRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()
    await plugin.register(identityRoutes(lodge))
    await plugin.register(activityRoutes(lodge))

    app.get(
      '/v1/contacts',
      {
        config: READ,
        schema: { tags, summary: 'List contacts', querystring: listQuery, response: { 200: contactPage } },
      },
      (request) => {
        const { limit, cursor, email, external_id, company, q } = request.query
        const paging = { limit, after: cursor ?? null }
        return listContacts(lodge, actorOf(request), paging, {
          email: email ?? null,
          externalId: external_id ?? null,
          companyId: company ?? null,
          prefix: q ?? null,
        })
      },
    )

    app.get(
      '/v1/contacts/:id',
      { config: READ, schema: { tags, summary: 'Get a contact', params: oneById, response: { 200: wholeContact } } },
      async (request) => {
        const found = await getContact(lodge, actorOf(request), request.params.id)
        if (!found) throw notFound('contact')
        return found
      },
    )

    app.put(
      '/v1/contacts',
      {
        config: WRITE,
        schema: {
          tags,
          summary: 'Identify a contact',
          description:
            'Finds the contact by external id, else by address, or makes it, and says what is known of it. Traits are merged one level deep: what is sent wins, null removes.',
          body: identification,
          response: { 200: contact, 201: contact },
        },
      },
      (request, reply) =>
        once(
          lodge,
          request,
          reply,
          async (change) => {
            const identified = await identifyContact(change, toIdentification(request.body))
            if (!identified.ok) {
              throw identified.error.of === 'company'
                ? traitsTooLarge('company.traits', COMPANY_TRAITS_MAX)
                : traitsTooLarge('traits', TRAITS_MAX)
            }
            const { contact, created } = identified.value
            return {
              status: created ? 201 : 200,
              body: contact,
              ...(created ? { headers: { location: `/v1/contacts/${contact.id}` } } : {}),
            }
          },
          { first: lockIntake },
        ),
    )

    app.patch(
      '/v1/contacts/:id',
      {
        config: WRITE,
        schema: {
          tags,
          summary: 'Change a contact',
          params: oneById,
          body: contactChanges,
          response: { 200: contact },
        },
      },
      (request, reply) =>
        once(
          lodge,
          request,
          reply,
          async (change) => {
            const { company_id, ...rest } = request.body
            const changed = await updateContact(change, request.params.id, { companyId: company_id, ...rest })
            if (!changed.ok) throw toProblem(changed.error)
            return { status: 200, body: changed.value }
          },
          { first: lockIntake },
        ),
    )

    app.post(
      '/v1/contacts/:id/merge',
      {
        config: WRITE,
        schema: {
          tags,
          summary: 'Merge a contact into another',
          description:
            'Tickets, messages, participations and identities become those of `into`, which is answered; its own name, address and traits win.',
          params: oneById,
          body: mergeBody,
          response: { 200: contact },
        },
      },
      (request, reply) =>
        once(
          lodge,
          request,
          reply,
          async (change) => {
            const merged = await mergeContacts(change, request.params.id, request.body.into)
            if (!merged.ok) throw toProblem(merged.error)
            return { status: 200, body: merged.value }
          },
          { first: lockIntake },
        ),
    )
  }

const toIdentification = (body: z.output<typeof identification>): Identification => ({
  externalId: body.external_id ?? null,
  email: body.email ?? null,
  phone: body.phone ?? null,
  name: body.name ?? null,
  culture: body.culture ?? null,
  traits: body.traits ?? {},
  company: body.company
    ? {
        externalId: body.company.external_id,
        name: body.company.name ?? null,
        domain: body.company.domain ?? null,
        traits: body.company.traits ?? {},
      }
    : null,
})
