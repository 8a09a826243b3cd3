import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Change } from '../../core/change.ts'
import { addIdentity } from '../../core/contacts/add-identity.ts'
import type { Contact, Identity } from '../../core/contacts/contact.ts'
import { getContact } from '../../core/contacts/get.ts'
import { lockContact } from '../../core/contacts/lock.ts'
import { mergeContacts } from '../../core/contacts/merge.ts'
import { ownerOf } from '../../core/contacts/owner.ts'
import { removeIdentity } from '../../core/contacts/remove-identity.ts'
import { updateContact } from '../../core/contacts/update.ts'
import { lockIntake } from '../../core/desks/lock.ts'
import type { Lodge } from '../../core/lodge.ts'
import {
  fromContact,
  IDENTIFIER_TYPES,
  identifierId,
  toIdentity,
  uniqueArgumentOf,
} from '../../dialects/glassix/contacts.ts'
import { idOf } from '../../dialects/glassix/guid.ts'
import { once } from '../once.ts'
import { actorOf } from '../policy.ts'
import { notFound, Problem } from '../problem.ts'
import { text } from '../schema/text.ts'
import { BASE } from './base.ts'
import { invalid, type Secured } from './contract.ts'
import { anyCase, withDefault } from './schemas.ts'

const params = z.object({ contactId: z.string() })
const nameBody = z.object({ nextName: text(25, 1) })
const argumentBody = z.object({ nextUniqueArgument: text(50, 1) })
const identifierBody = z.object({
  forceMerge: withDefault(z.boolean(), false),
  identifierType: anyCase(IDENTIFIER_TYPES),
  identifier: text(250, 1),
})
const identifierQuery = z.object({
  contactIdentifierId: z.string().regex(/^\d{1,10}$/, { error: 'must be a whole number' }),
})

type OnContact = FastifyRequest<{ Params: { contactId: string } }>

/** The desk's contacts, by GUIDs of their own. */
export const contactRoutes = (plugin: FastifyInstance, lodge: Lodge, { secretOf }: Secured): void => {
  const app = plugin.withTypeProvider<ZodTypeProvider>()
  const config = { policy: { scope: 'contacts:write' }, secretOf } as const
  const path = (verb: string) => `${BASE}/contacts/${verb}/:contactId`

  app.get(
    path('get'),
    { config: { policy: { scope: 'contacts:read' }, secretOf }, schema: { hide: true, params } },
    async (request) => {
      const contact = await getContact(lodge, actorOf(request), contactIdOf(request))
      if (!contact) throw notFound('contact')
      return fromContact(contact)
    },
  )

  app.put(path('setname'), { config, schema: { hide: true, params, body: nameBody } }, (request, reply) =>
    changeContact(lodge, request, reply, async (change, { id }) =>
      must(await updateContact(change, id, { name: request.body.nextName })),
    ),
  )

  app.put(path('setuniqueargument'), { config, schema: { hide: true, params, body: argumentBody } }, (request, reply) =>
    changeContact(lodge, request, reply, async (change, contact) => {
      const value = request.body.nextUniqueArgument
      const { external_id: before } = contact
      if (before === value) return contact
      const added = await addIdentity(change, contact.id, { kind: 'external_id', value })
      if (!added.ok) throw taken(added.error.code, 'nextUniqueArgument')
      if (before === null) return added.value.contact
      // It has one: what it was called before, or an address that stood in for a name.
      return must(await removeIdentity(change, contact.id, { kind: 'external_id', value: before }))
    }),
  )

  app.post(path('addidentifier'), { config, schema: { hide: true, params, body: identifierBody } }, (request, reply) =>
    changeContact(lodge, request, reply, async (change, { id }) => {
      const { identifierType, identifier, forceMerge } = request.body
      const identity = toIdentity(identifierType, identifier)
      if (!identity) {
        throw invalid([{ path: 'identifier', code: 'invalid', message: `is no ${identifierType}` }])
      }
      const owner = forceMerge ? await ownerOf(change, identity) : undefined
      if (owner !== undefined && owner !== id) return must(await mergeContacts(change, owner, id))
      const added = await addIdentity(change, id, identity)
      if (!added.ok) throw taken(added.error.code, 'identifier')
      return added.value.contact
    }),
  )

  app.delete(
    path('deleteidentifier'),
    { config, schema: { hide: true, params, querystring: identifierQuery } },
    (request, reply) =>
      changeContact(lodge, request, reply, async (change, contact) => {
        const wanted = Number(request.query.contactIdentifierId)
        const identity = contact.identities.find((one: Identity) => identifierId(one) === wanted)
        if (!identity) {
          throw invalid([
            { path: 'contactIdentifierId', code: 'not_found', message: 'is no identifier of this contact' },
          ])
        }
        return must(await removeIdentity(change, contact.id, identity))
      }),
  )
}

const contactIdOf = (request: OnContact): string => {
  const id = idOf('contact', request.params.contactId)
  if (id === undefined) throw notFound('contact')
  return id
}

const changeContact = async (
  lodge: Lodge,
  request: OnContact,
  reply: FastifyReply,
  work: (change: Change, contact: Contact) => Promise<Contact>,
): Promise<FastifyReply> => {
  const id = contactIdOf(request)
  await once(
    lodge,
    request,
    reply,
    async (change) => {
      const found = await lockContact(change, id)
      const contact = await work(change, must(found))
      return { status: 200, body: { Message: 'Success', uniqueArgument: uniqueArgumentOf(contact) } }
    },
    { first: lockIntake },
  )
  return reply
}

const MESSAGES: Record<string, string> = {
  last_identity: 'A contact keeps an identifier: this is the last one.',
  contact_merged: 'This contact was merged into another one.',
}

const must = <T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T => {
  if (result.ok) return result.value
  const { code } = result.error
  throw code === 'contact_not_found'
    ? notFound('contact')
    : new Problem(400, code, MESSAGES[code] ?? `It is refused: ${code}.`)
}

const taken = (code: string, path: string): Problem =>
  code === 'identity_taken'
    ? invalid([{ path, code, message: 'belongs to another contact' }])
    : new Problem(404, 'contact_not_found', 'There is no such contact.')
