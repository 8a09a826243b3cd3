import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  addDepartmentMember,
  type DepartmentMemberError,
  removeDepartmentMember,
} from '../../../core/assignment/department-members.ts'
import type { Authenticator } from '../../../core/credentials/authenticate.ts'
import { looksLikeId } from '../../../core/ids.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { createMember } from '../../../core/members/create.ts'
import { findMember } from '../../../core/members/find.ts'
import { listMembers } from '../../../core/members/list.ts'
import { toMember } from '../../../core/members/member.ts'
import { updateMember } from '../../../core/members/update.ts'
import type { Paging } from '../../../core/page.ts'
import { toNewRole, toRole, toUser } from '../../../dialects/tickiti/users.ts'
import { actorOf } from '../../policy.ts'
import { notFound, type Problem } from '../../problem.ts'
import { email } from '../../schema/email.ts'
import { name } from '../../schema/name.ts'
import { allOf } from '../all.ts'
import { invalid, tickitiChange, tickitiRoute } from '../contract.ts'
import { noFields } from '../ids.ts'
import { notOffered } from '../plan.ts'
import { READ, WRITE } from './access.ts'

const flags = { is_staff: z.boolean().optional(), is_admin: z.boolean().optional() }
const created = z.object({ name: name(200), email, ...flags })
const access = z.object({ can_view: z.boolean().default(true), can_manage: z.boolean().default(true) })

/** Users are members. A queue's users are its department's team. */
export const userRoutes = (lodge: Lodge, authenticator: Authenticator, plugin: FastifyInstance): void => {
  const path = '/api/v1/administration/users'
  const forget = (request: FastifyRequest) => authenticator.forgetMember(paramsOf(request).user)

  tickitiRoute(lodge, plugin, path, READ, noFields, async (_, request) => {
    const members = await allOf((paging: Paging<[string, string]>) => listMembers(lodge, actorOf(request), paging))
    return { users: members.map(toUser) }
  })

  tickitiChange(lodge, plugin, `${path}/create`, WRITE, created, async (change, given) => {
    const made = await createMember(change, { name: given.name, email: given.email, role: toRole(given) })
    if (!made.ok) throw invalid('email', 'is a user already')
    return { user: toUser(made.value) }
  })

  tickitiChange(
    lodge,
    plugin,
    `${path}/:user/update`,
    WRITE,
    z.object(flags),
    async (change, given, request) => {
      const { user } = paramsOf(request)
      const row = looksLikeId(user) ? await findMember(change, user) : undefined
      if (!row) throw notFound('user')
      const known = toMember(row)
      const role = toNewRole(known, given)
      if (role === undefined) return { user: toUser(known) }
      const changed = await updateMember(change, known.id, { role })
      if (changed.ok) return { user: toUser(changed.value) }
      throw changed.error.code === 'last_owner'
        ? invalid('is_admin', 'must stay true for the last owner')
        : notFound('user')
    },
    forget,
  )

  tickitiChange(
    lodge,
    plugin,
    `${path}/:user/queues/:queue`,
    WRITE,
    access,
    async (change, given, request) => {
      // Whom a queue's tickets are kept from is said of the member, by `/v1`: here it would be a pretence.
      if (!given.can_view || !given.can_manage) throw notOffered('Keeping users out of a queue')
      const { user, queue } = paramsOf(request)
      const added = await addDepartmentMember(change, { departmentId: queue, memberId: user })
      if (!added.ok) throw toProblem(added.error)
      return { user: toUser(added.value), queue_id: queue, can_view: true, can_manage: true }
    },
    forget,
  )

  tickitiChange(
    lodge,
    plugin,
    `${path}/:user/queues/:queue/detach`,
    WRITE,
    noFields,
    async (change, _, request) => {
      const { user, queue } = paramsOf(request)
      const removed = await removeDepartmentMember(change, { departmentId: queue, memberId: user })
      if (!removed.ok) throw toProblem(removed.error)
      return { detached: true }
    },
    forget,
  )
}

const paths = z.object({ user: z.string(), queue: z.string().default('') })
const paramsOf = (request: FastifyRequest) => paths.parse(request.params)

const toProblem = (error: DepartmentMemberError): Problem =>
  notFound(error.code === 'department_not_found' ? 'queue' : 'user')
