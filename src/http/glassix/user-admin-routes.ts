import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Change } from '../../core/change.ts'
import type { Authenticator } from '../../core/credentials/authenticate.ts'
import { lockIntake } from '../../core/desks/lock.ts'
import type { Lodge } from '../../core/lodge.ts'
import { createMember } from '../../core/members/create.ts'
import { disableMember } from '../../core/members/disable.ts'
import { findMember } from '../../core/members/find.ts'
import { updateProfile } from '../../core/members/profile.ts'
import { updateMember } from '../../core/members/update.ts'
import { kindOf, ROLE_NAMES, roleOf, TYPE_NAMES } from '../../dialects/glassix/users.ts'
import { email } from '../schema/email.ts'
import { text } from '../schema/text.ts'
import { BASE } from './base.ts'
import { invalid, type Secured } from './contract.ts'
import { anyCase, optional } from './schemas.ts'
import { changeUsers, must, needAdmin, SUCCESS } from './user-change.ts'

const addQuery = z.object({ role: anyCase(['SystemUser', 'ReadOnly']), userType: anyCase(TYPE_NAMES) })
const addBody = z
  .array(z.object({ userName: email, uniqueArgument: optional(text(50)) }))
  .min(1)
  .max(100)
/** The official C# client writes the name of this one with a capital. */
const nameQuery = z
  .object({ userName: email.optional(), UserName: email.optional() })
  .transform((query) => query.userName ?? query.UserName)

/** What only an admin among the users may do. */
export const userAdminRoutes = (
  plugin: FastifyInstance,
  lodge: Lodge,
  authenticator: Authenticator,
  { secretOf }: Secured,
): void => {
  const app = plugin.withTypeProvider<ZodTypeProvider>()
  const config = { policy: { scope: 'tickets:write' }, secretOf } as const

  app.post(
    `${BASE}/users/add`,
    { config, schema: { hide: true, querystring: addQuery, body: addBody } },
    (request, reply) =>
      changeUsers(lodge, request, reply, async (made) => {
        await needAdmin(made)
        const given = roleOf([request.query.role]) ?? 'agent'
        const kind = kindOf(request.query.userType)
        for (const { userName, uniqueArgument } of request.body) {
          const member = must(
            await createMember(made, {
              email: userName,
              name: userName.slice(0, userName.lastIndexOf('@')),
              role: given,
              externalRef: uniqueArgument ?? null,
            }),
          )
          if (kind === 'agent') continue
          await updateProfile(made, member, { kind })
          // A program is given no tickets by `auto`.
          must(await updateMember(made, member.id, { availability: 'offline' }))
        }
        return { status: 200, body: SUCCESS, after: () => lodge.desks.forget(made.actor.deskId) }
      }),
  )

  app.delete(`${BASE}/users/delete`, { config, schema: { hide: true, querystring: nameQuery } }, (request, reply) =>
    changeUsers(
      lodge,
      request,
      reply,
      async (made) => {
        const member = await otherMember(made, request.query)
        must(await disableMember(made, member.id))
        const after = () => {
          lodge.desks.forget(made.actor.deskId)
          authenticator.forgetMember(member.id)
        }
        const { departmentIds, department } = await lodge.desks.get(made.actor.deskId)
        const names = departmentIds.flatMap((id) => department(id)?.name ?? [])
        return { status: 200, body: { ...SUCCESS, DeletedFromDepartments: names }, after }
      },
      lockIntake,
    ),
  )

  app.post(
    `${BASE}/users/setroles`,
    { config, schema: { hide: true, querystring: nameQuery, body: z.array(z.string().max(100)).max(100) } },
    (request, reply) =>
      changeUsers(lodge, request, reply, async (made) => {
        const member = await otherMember(made, request.query)
        const wanted = roleOf(request.body)
        // Others beside it say which channels somebody works on, which is nobody's role here.
        if (!wanted)
          throw invalid([{ path: 'body', code: 'required', message: `must have one of: ${ROLE_NAMES.join(', ')}` }])
        must(await updateMember(made, member.id, { role: wanted }))
        return { status: 200, body: SUCCESS, after: () => authenticator.forgetMember(member.id) }
      }),
  )
}

/** A member whom an admin may change here: no owner, who is changed on the desk itself. */
const otherMember = async (change: Change, userName: string | undefined) => {
  await needAdmin(change)
  const refuse = (code: string, message: string) => invalid([{ path: 'userName', code, message }])
  if (userName === undefined) throw refuse('required', 'is required (an email address)')
  const member = await findMember(change, userName)
  if (!member) throw refuse('not_found', 'is not a user here')
  if (member.role === 'owner') throw refuse('owner', 'is an owner of the desk, who is changed by its own API only')
  return member
}
