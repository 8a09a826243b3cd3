import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Actor } from '../../../core/actor.ts'
import { normaliseEmail } from '../../../core/contacts/email.ts'
import type { Lodge } from '../../../core/lodge.ts'
import type { Paging } from '../../../core/page.ts'
import { createRule } from '../../../core/rules/create.ts'
import { deleteRule } from '../../../core/rules/delete.ts'
import { listRules } from '../../../core/rules/list.ts'
import { updateRule } from '../../../core/rules/update.ts'
import { type Escalation, fromRule, toRule } from '../../../dialects/tickiti/workflow.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { notFound, Problem } from '../../problem.ts'
import { allOf } from '../all.ts'
import { invalid, tickitiChange, tickitiRoute } from '../contract.ts'
import { noFields, theirId } from '../ids.ts'
import { READ, WRITE } from './access.ts'

const YEAR = 525_600
const fields = {
  minutes: z.coerce.number().int().min(1).max(YEAR),
  action: z.enum(['notify', 'email']).default('notify'),
  email: z.string().nullable().optional(),
}
const newEscalation = z.object(fields)
const changed = z.object({
  ...fields,
  id: theirId,
  minutes: fields.minutes.optional(),
  action: z.enum(['notify', 'email']).optional(),
})
const one = z.object({ id: theirId })
const noSuch = () => notFound('escalation')

/** Escalations are rules that mail somebody once nobody has answered for some working time. */
export const escalationRoutes = (lodge: Lodge, plugin: FastifyInstance): void => {
  const path = '/api/v1/workflow/escalations'
  const list = async (actor: Actor) => {
    const rules = await allOf((paging: Paging<[number, string]>) => listRules(lodge, actor, paging))
    return rules.flatMap((rule) => fromRule(rule) ?? [])
  }

  tickitiRoute(lodge, plugin, path, READ, noFields, async (_, request) => ({
    escalations: await list(actorOf(request)),
  }))

  tickitiChange(lodge, plugin, `${path}/create`, WRITE, newEscalation, async (change, given) => {
    const rule = toRule(checked(given))
    const made = await createRule(change, { ...rule, conditions: {}, enabled: true, stop: false })
    if (!made.ok) throw new Problem(409, made.error.code, 'There are as many rules as a desk can have: delete some.')
    return { escalation: fromRule(made.value) ?? {} }
  })

  tickitiRoute(lodge, plugin, `${path}/update`, WRITE, changed, async (body, request, reply) => {
    const known = (await list(actorOf(request))).find(({ id }) => id === body.id)
    if (!known) throw noSuch()
    const email = body.email === undefined ? known.email : body.email
    const rule = toRule(checked({ minutes: body.minutes ?? known.minutes, action: body.action ?? known.action, email }))
    await once(lodge, request, reply, async (change) => {
      const updated = await updateRule(change, known.id, rule)
      if (!updated.ok) throw noSuch()
      return { status: 200, body: { escalation: fromRule(updated.value) ?? {} } }
    })
    return reply
  })

  tickitiRoute(lodge, plugin, `${path}/delete`, WRITE, one, async ({ id }, request, reply) => {
    if (!(await list(actorOf(request))).some((known) => known.id === id)) throw noSuch()
    await once(lodge, request, reply, async (change) => {
      const deleted = await deleteRule(change, id)
      if (!deleted.ok) throw noSuch()
      return { status: 200, body: { deleted: true } }
    })
    return reply
  })
}

/** An address is asked for where it is what the action needs, and only then looked at. */
const checked = ({
  minutes,
  action,
  email,
}: {
  minutes: number
  action: 'notify' | 'email'
  email?: string | null | undefined
}): Escalation => {
  if (action === 'notify') return { minutes, action, email: null }
  const address = normaliseEmail(email ?? '')
  if (address === undefined) throw invalid('email', 'must be an email address')
  return { minutes, action, email: address }
}
