import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Change } from '../../core/change.ts'
import { identifyCompany } from '../../core/companies/identify.ts'
import type { CompanyGiven } from '../../core/companies/link.ts'
import { identifyContact } from '../../core/contacts/identify.ts'
import { lockIntake } from '../../core/desks/lock.ts'
import type { Lodge } from '../../core/lodge.ts'
import { COMPANY_TRAITS_MAX, TRAITS_MAX } from '../../core/traits.ts'
import { toCompany, toIdentification } from '../../dialects/halo/people.ts'
import { refusedCompany } from '../../dialects/halo/required.ts'
import type { Speaker } from '../../dialects/halo/speaker.ts'
import { fromUser } from '../../dialects/halo/ticket.ts'
import { once } from '../once.ts'
import { actorOf } from '../policy.ts'
import { traitsTooLarge } from '../refused.ts'
import { refusing, secretOf } from './contract.ts'
import { companyBody, companyIdentified } from './schemas.ts'
import { speakerOf } from './speaker.ts'

export const companyRoute = (plugin: FastifyInstance, lodge: Lodge): void => {
  plugin.withTypeProvider<ZodTypeProvider>().post(
    '/api/sdk/companies/identify',
    {
      config: { policy: { scope: 'contacts:write' }, secretOf, publicKeys: true },
      preValidation: refusing(refusedCompany),
      schema: { hide: true, body: companyBody, response: { 200: companyIdentified } },
    },
    async (request, reply) => {
      const speaker = await speakerOf(lodge, actorOf(request), request.body)
      const given = toCompany(request.body)
      await once(lodge, request, reply, (change) => identify(change, given, speaker), { first: lockIntake })
      return reply
    },
  )
}

const identify = async (change: Change, given: CompanyGiven, speaker: Speaker) => {
  const found = await identifyCompany(change, given)
  if (!found.ok) throw traitsTooLarge('traits', COMPANY_TRAITS_MAX)
  const { company, created } = found.value
  const body = { success: true, company: { id: company.id, company_id: given.externalId, created } }
  if (speaker.userId === undefined) return { status: 200, body }
  const member = { ...toIdentification({}, speaker), company: { ...given, traits: {} } }
  const linked = await identifyContact(change, member)
  if (!linked.ok) throw traitsTooLarge('traits', TRAITS_MAX)
  const user = fromUser({ userId: speaker.userId }, linked.value.contact.id, linked.value.created)
  return { status: 200, body: { ...body, user } }
}
