import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Authenticator } from '../../../core/credentials/authenticate.ts'
import { type Issued, type IssueError, issueCredential } from '../../../core/credentials/issue.ts'
import { listCredentials } from '../../../core/credentials/list.ts'
import { revokeCredential } from '../../../core/credentials/revoke.ts'
import { lockIntake } from '../../../core/desks/lock.ts'
import type { CredentialId } from '../../../core/ids.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { grantFor } from '../../../dialects/tickiti/abilities.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { notFound, type Problem } from '../../problem.ts'
import { refused } from '../../refused.ts'
import { oneById } from '../../schema/params.ts'
import { credential, credentialPage, issuedCredential, listQuery, newCredential } from './schemas.ts'

const config = { policy: { scope: 'admin' } } as const
const tags = ['Credentials']

export const credentialRoutes =
  (lodge: Lodge, authenticator: Authenticator): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.get(
      '/v1/credentials',
      {
        config,
        schema: { tags, summary: 'List credentials', querystring: listQuery, response: { 200: credentialPage } },
      },
      (request) =>
        listCredentials(lodge, actorOf(request), { limit: request.query.limit, after: request.query.cursor ?? null }),
    )

    app.post(
      '/v1/credentials',
      {
        config,
        schema: {
          tags,
          summary: 'Create a credential',
          description:
            'The secret is in this answer only, nowhere stored: a request repeated with the same Idempotency-Key answers the credential with `secret` (a pair: `apiSecret`) null. Revoke one whose secret was lost.',
          body: newCredential,
          response: { 201: issuedCredential },
        },
      },
      (request, reply) =>
        once(
          lodge,
          request,
          reply,
          async (change) => {
            const { kind, name, scopes, abilities, department, member, expires_at } = request.body
            if (abilities && (kind !== 'tickiti' || scopes)) {
              throw refused(400, 'not_allowed', 'abilities', 'is for a tickiti, in the place of scopes')
            }
            // In Tickiti's words, whose token it is, writing implies reading.
            const asked = scopes && kind === 'tickiti' ? grantFor(scopes).scopes : (scopes ?? null)
            const granted = abilities ? grantFor(abilities) : { scopes: asked }
            const issued = await issueCredential(change, {
              kind,
              name,
              ...granted,
              department: department ?? null,
              member: member ?? null,
              expiresAt: expires_at === undefined ? null : new Date(expires_at),
            })
            if (!issued.ok) throw toProblem(issued.error)
            return { status: 201, body: show(issued.value, issued.value.secret), kept: show(issued.value, null) }
          },
          { first: lockIntake },
        ),
    )

    app.delete(
      '/v1/credentials/:id',
      {
        config,
        schema: {
          tags,
          summary: 'Revoke a credential',
          description: 'For good: at once where the request is answered, within a second everywhere else.',
          params: oneById,
          response: { 200: credential },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const revoked = await revokeCredential(change, request.params.id)
          if (!revoked.ok) throw notFound('credential')
          const id = revoked.value.id as CredentialId // the row's own
          return { status: 200, body: revoked.value, after: () => authenticator.forget(id) }
        }),
    )
  }

const show = ({ credential, pair }: Issued, secret: string | null) =>
  pair ? { ...credential, apiKey: pair.apiKey, apiSecret: secret, userName: pair.userName } : { ...credential, secret }

const toProblem = (error: IssueError): Problem => {
  switch (error.code) {
    case 'scope_not_of_kind':
      return refused(400, error.code, 'scopes', `of this kind are among: ${error.allowed.join(', ')}`)
    case 'scope_not_of_role': {
      const may = `${error.role} may have: ${error.allowed.join(', ')}`
      return refused(400, error.code, 'scopes', `cannot have ${error.scope}: a token of ${may}`)
    }
    case 'scope_not_held':
      return refused(403, error.code, 'scopes', `cannot have ${error.scope}, which the token that asks lacks`)
    case 'department_not_found':
      return refused(400, error.code, 'department', 'is not the id or name of a department of this desk')
    case 'member_not_found':
      return refused(400, error.code, 'member', 'is not the id or address of a member of this desk')
    case 'pair_incomplete':
      return refused(400, 'required', error.missing, 'is required for a pair')
    case 'owners_only':
      return refused(
        403,
        error.code,
        'member',
        'must be yourself or another member who is no owner, for the scope admin',
      )
    case 'expired_already':
      return refused(400, error.code, 'expires_at', 'must be in the future')
  }
}
