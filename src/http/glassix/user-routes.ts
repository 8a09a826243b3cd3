import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Lodge } from '../../core/lodge.ts'
import { setAvailability } from '../../core/members/availability.ts'
import { findMember } from '../../core/members/find.ts'
import { getMember } from '../../core/members/get.ts'
import { listMembers } from '../../core/members/list.ts'
import { listAvailability } from '../../core/members/list-availability.ts'
import { readProfiles, updateProfile } from '../../core/members/profile.ts'
import { updateMember } from '../../core/members/update.ts'
import { idOf } from '../../dialects/glassix/guid.ts'
import { parseDay } from '../../dialects/glassix/times.ts'
import {
  fromLog,
  fromMember,
  STATUS_NAMES,
  statusNumber,
  statusOf,
  toAvailability,
} from '../../dialects/glassix/users.ts'
import { actorOf } from '../policy.ts'
import { notFound } from '../problem.ts'
import { text } from '../schema/text.ts'
import { BASE } from './base.ts'
import { ALL, invalid, type Secured } from './contract.ts'
import { anyCase, optional } from './schemas.ts'
import { changeUsers, must, SUCCESS } from './user-change.ts'

const statusBody = z.object({ nextStatus: anyCase(STATUS_NAMES) })
const argumentBody = z.object({ nextUniqueArgument: text(50, 1) })
const argumentQuery = z.object({ uniqueArgument: z.string().min(1) })
const logQuery = z.object({ since: z.string(), until: z.string(), userId: z.string().optional() })
const DAY = 'must be a day like 31/01/2026'
const DAY_MS = 86_400_000
const updateBody = z.object({
  shortName: optional(text(200)),
  fullName: optional(text(200)),
  jobTitle: optional(text(200)),
})
export const userRoutes = (plugin: FastifyInstance, lodge: Lodge, { secretOf }: Secured): void => {
  const app = plugin.withTypeProvider<ZodTypeProvider>()
  const config = { policy: { scope: 'tickets:write' }, secretOf } as const
  const read = { policy: { scope: 'tickets:read' }, secretOf } as const

  app.get(`${BASE}/users/allusers`, { config: read, schema: { hide: true } }, async (request) => {
    const actor = actorOf(request)
    const [{ data }, profileOf, { culture }] = await Promise.all([
      listMembers(lodge, actor, ALL),
      readProfiles(lodge, actor),
      lodge.desks.get(actor.deskId),
    ])
    return data.map((member) => fromMember(member, profileOf(member.id), culture))
  })

  app.post(`${BASE}/users/update`, { config, schema: { hide: true, body: updateBody } }, (request, reply) =>
    changeUsers(lodge, request, reply, async (made) => {
      const { fullName, shortName, jobTitle } = request.body
      const id = made.actor.memberId ?? ''
      const member = shortName ? must(await updateMember(made, id, { name: shortName })) : await findMember(made, id)
      if (!member) throw notFound('user')
      if (fullName !== undefined || jobTitle !== undefined) await updateProfile(made, member, { fullName, jobTitle })
      return { status: 200, body: SUCCESS, after: () => lodge.desks.forget(made.actor.deskId) }
    }),
  )

  app.put(`${BASE}/users/setstatus`, { config, schema: { hide: true, body: statusBody } }, (request, reply) =>
    changeUsers(lodge, request, reply, async (made) => {
      must(await setAvailability(made, made.actor.memberId ?? '', toAvailability(request.body.nextStatus)))
      return { status: 200, body: SUCCESS }
    }),
  )

  app.get(`${BASE}/users/getstatus`, { config: read, schema: { hide: true } }, async (request) => {
    const actor = actorOf(request)
    const member = await getMember(lodge, actor, actor.memberId ?? '')
    if (!member) throw notFound('user')
    const status = statusOf(member)
    return { Status: status, _Status: statusNumber(status), uniqueArgument: member.external_ref }
  })

  app.get(
    `${BASE}/users/statuslogs`,
    { config: read, schema: { hide: true, querystring: logQuery } },
    async (request) => {
      const { since, until, userId } = request.query
      const [from, to] = [parseDay(since), parseDay(until)]
      if (!from) throw invalid([{ path: 'since', code: 'invalid', message: DAY }])
      if (!to) throw invalid([{ path: 'until', code: 'invalid', message: DAY }])
      const actor = actorOf(request)
      const { data } = await listMembers(lodge, actor, ALL)
      const wanted = data.filter(({ id }) => userId === undefined || id === idOf('member', userId))
      if (userId !== undefined && wanted.length === 0) {
        throw invalid([{ path: 'userId', code: 'not_found', message: 'is not a user here' }])
      }
      // Both days are in.
      const span = { ...ALL, since: from, until: new Date(to.getTime() + DAY_MS) }
      const logs = []
      for (const member of wanted) {
        const log = await listAvailability(lodge, actor, member.id, span)
        if (log.ok) logs.push(...log.value.data.toReversed().map((entry) => fromLog(member, entry)))
      }
      return logs
    },
  )

  app.put(`${BASE}/users/setuniqueargument`, { config, schema: { hide: true, body: argumentBody } }, (request, reply) =>
    changeUsers(lodge, request, reply, async (made) => {
      const { nextUniqueArgument } = request.body
      const after = must(await updateMember(made, made.actor.memberId ?? '', { externalRef: nextUniqueArgument }))
      return { status: 200, body: { ...SUCCESS, uniqueArgument: after.external_ref } }
    }),
  )

  app.get(
    `${BASE}/users/getbyuniqueargument`,
    { config: read, schema: { hide: true, querystring: argumentQuery } },
    async (request) => {
      const actor = actorOf(request)
      const { uniqueArgument: externalRef } = request.query
      const [{ data }, profileOf, { culture }] = await Promise.all([
        listMembers(lodge, actor, { ...ALL, externalRef }),
        readProfiles(lodge, actor),
        lodge.desks.get(actor.deskId),
      ])
      const [member] = data
      if (!member) throw notFound('user')
      return fromMember(member, profileOf(member.id), culture)
    },
  )
}
