import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { createCompany } from '../../../core/companies/create.ts'
import { getCompany } from '../../../core/companies/get.ts'
import { listCompanies } from '../../../core/companies/list.ts'
import { type UpdateCompanyError, updateCompany } from '../../../core/companies/update.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { COMPANY_TRAITS_MAX } from '../../../core/traits.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { notFound, type Problem } from '../../problem.ts'
import { refused, traitsTooLarge } from '../../refused.ts'
import { oneById } from '../../schema/params.ts'
import { company, companyChanges, companyPage, listQuery, newCompany } from './schemas.ts'

const READ = { policy: { scope: 'contacts:read' } } as const
const WRITE = { policy: { scope: 'contacts:write' } } as const
const tags = ['Companies']

export const companyRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.get(
      '/v1/companies',
      {
        config: READ,
        schema: { tags, summary: 'List companies', querystring: listQuery, response: { 200: companyPage } },
      },
      (request) =>
        listCompanies(lodge, actorOf(request), {
          limit: request.query.limit,
          after: request.query.cursor ?? null,
          externalId: request.query.external_id ?? null,
          prefix: request.query.q ?? null,
        }),
    )

    app.get(
      '/v1/companies/:id',
      { config: READ, schema: { tags, summary: 'Get a company', params: oneById, response: { 200: company } } },
      async (request) => {
        const found = await getCompany(lodge, actorOf(request), request.params.id)
        if (!found) throw notFound('company')
        return found
      },
    )

    app.post(
      '/v1/companies',
      { config: WRITE, schema: { tags, summary: 'Create a company', body: newCompany, response: { 201: company } } },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const { external_id, name, domain, traits } = request.body
          const given = { externalId: external_id ?? null, name, domain: domain ?? null, traits: traits ?? {} }
          const made = await createCompany(change, given)
          if (!made.ok) throw toProblem(made.error)
          return { status: 201, body: made.value, headers: { location: `/v1/companies/${made.value.id}` } }
        }),
    )

    app.patch(
      '/v1/companies/:id',
      {
        config: WRITE,
        schema: {
          tags,
          summary: 'Change a company',
          params: oneById,
          body: companyChanges,
          response: { 200: company },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const { external_id, ...rest } = request.body
          const changed = await updateCompany(change, request.params.id, { externalId: external_id, ...rest })
          if (!changed.ok) throw toProblem(changed.error)
          return { status: 200, body: changed.value }
        }),
    )
  }

const toProblem = (error: UpdateCompanyError): Problem => {
  switch (error.code) {
    case 'company_not_found':
      return notFound('company')
    case 'external_id_taken':
      return refused(409, error.code, 'external_id', 'belongs to another company')
    case 'traits_too_large':
      return traitsTooLarge('traits', COMPANY_TRAITS_MAX)
  }
}
