import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Outbound } from '../../../channels/outbound.ts'
import type { Change } from '../../../core/change.ts'
import { lockIntake } from '../../../core/desks/lock.ts'
import { archiveIntervention } from '../../../core/interventions/archive.ts'
import { createIntervention } from '../../../core/interventions/create.ts'
import { type Epilog, removeEpilog, setEpilog } from '../../../core/interventions/epilog.ts'
import type { Intervention } from '../../../core/interventions/intervention.ts'
import { listEpilogs, listInterventions } from '../../../core/interventions/list.ts'
import { issueInterventionToken } from '../../../core/interventions/token.ts'
import { updateIntervention } from '../../../core/interventions/update.ts'
import type { Lodge } from '../../../core/lodge.ts'
import type { Paging } from '../../../core/page.ts'
import { toTheirIntervention } from '../../../dialects/tickiti/workflow.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { notFound, type Problem } from '../../problem.ts'
import { name } from '../../schema/name.ts'
import { text } from '../../schema/text.ts'
import { fields } from '../../v1/interventions/schemas.ts'
import { identifier } from '../../v1/templates/schemas.ts'
import { allOf } from '../all.ts'
import { invalid, tickitiChange, tickitiRoute } from '../contract.ts'
import { noFields, theirId } from '../ids.ts'
import { READ, WRITE } from './access.ts'

const TIMEOUT_MAX = 30
const optional = {
  queue_name: text(200, 1).nullable().optional(),
  notify_inbox_managers: z.boolean().optional(),
  create_urgent: z.boolean().optional(),
  remote_enabled: z.boolean().optional(),
  remote_timeout_seconds: z.coerce.number().int().min(1).max(TIMEOUT_MAX).nullable().optional(),
  /** Who is told of what is submitted; without one, a remote system that is enabled finds out by itself. */
  epilog_url: text(2_000, 1).nullable().optional(),
  enabled: z.boolean().optional(),
  fields: fields.optional(),
  steps: z.array(text(100, 1)).max(20).optional(),
}
const newIntervention = z.object({ name: identifier, title: name(200), ...optional })
const changed = z.object({
  ...optional,
  intervention_id: theirId,
  name: identifier.optional(),
  title: name(200).optional(),
})
const one = z.object({ intervention_id: theirId })
const newToken = z.object({ intervention_id: theirId, remote_name: name(200) })

type Given = z.output<z.ZodObject<typeof optional>>

export const interventionRoutes = (lodge: Lodge, outbound: Outbound, plugin: FastifyInstance): void => {
  const path = '/api/v1/workflow/interventions'

  tickitiRoute(lodge, plugin, path, READ, noFields, async (_, request) => {
    const actor = actorOf(request)
    const interventions = await allOf((paging: Paging<[string, string]>) => listInterventions(lodge, actor, paging))
    const epilogs = await listEpilogs(lodge.store.db, actor)
    return { interventions: interventions.map((one) => toTheirIntervention(one, epilogs.get(one.id) ?? null)) }
  })

  tickitiChange(lodge, plugin, `${path}/create`, WRITE, newIntervention, async (change, given) => {
    const made = await createIntervention(change, {
      name: given.name,
      title: given.title,
      enabled: given.enabled ?? true,
      fields: given.fields ?? [],
      steps: given.steps ?? [],
      privateTemplate: null,
      publicTemplate: null,
      finalTemplate: null,
      settings: {
        status: null,
        priority: given.create_urgent ? 'urgent' : null,
        assignee: null,
        department: given.queue_name ?? null,
        add_tags: [],
        remove_tags: [],
        notify_team: given.notify_inbox_managers ?? true,
      },
    })
    if (!made.ok) throw toProblem(made.error)
    return shown(change, made.value, given, outbound)
  })

  tickitiChange(lodge, plugin, `${path}/update`, WRITE, changed, async (change, { intervention_id: id, ...given }) => {
    const { name, title, enabled, fields, steps } = given
    const updated = await updateIntervention(change, id, {
      ...{ name, title, enabled, fields, steps },
      settings: {
        department: given.queue_name,
        notify_team: given.notify_inbox_managers,
        ...(given.create_urgent === undefined ? {} : { priority: given.create_urgent ? 'urgent' : null }),
      },
    })
    if (!updated.ok) throw toProblem(updated.error)
    return shown(change, updated.value, given, outbound)
  })

  tickitiChange(lodge, plugin, `${path}/delete`, WRITE, one, async (change, { intervention_id }) => {
    const archived = await archiveIntervention(change, intervention_id)
    if (!archived.ok) throw notFound('intervention')
    return { deleted: true }
  })

  tickitiRoute(lodge, plugin, `${path}/generate-token`, WRITE, newToken, async (body, request, reply) => {
    const issue = async (change: Change) => {
      const made = await issueInterventionToken(change, body.intervention_id, body.remote_name)
      if (!made.ok) throw notFound('intervention')
      const answer = (token: string | null) => ({
        token,
        id: made.value.credential.id,
        intervention_id: body.intervention_id,
        remote_name: body.remote_name,
      })
      return { status: 200, body: answer(made.value.secret), kept: answer(null) }
    }
    await once(lodge, request, reply, issue, { first: lockIntake })
    return reply
  })
}

/** What was made, after its remote system is as it was asked for. The secret that signs is in the answer that makes it. */
const shown = async (change: Change, intervention: Intervention, given: Given, outbound: Outbound): Promise<object> => {
  const { remote_enabled: enabled, remote_timeout_seconds: seconds, epilog_url: url } = given
  const known = (await listEpilogs(change.tx, change.actor)).get(intervention.id) ?? null
  const wanted = enabled ?? known !== null
  if (!wanted) {
    if (known) await removeEpilog(change, intervention.id)
    return { intervention: toTheirIntervention(intervention, null) }
  }
  const isSame = url === undefined && (seconds === undefined || seconds === null)
  if (known && isSame) return { intervention: toTheirIntervention(intervention, known) }
  const to = checkedUrl(url === undefined ? (known?.url ?? null) : url, outbound)
  const timeoutSeconds = seconds ?? known?.timeout_seconds ?? 10
  const set = await setEpilog(change, intervention.id, { url: to, timeoutSeconds, keepSecret: true })
  if (!set.ok) throw notFound('intervention')
  const { epilog, secret } = set.value
  return { intervention: toTheirIntervention(intervention, epilog), ...(secret ? { epilog_secret: secret } : {}) }
}

const checkedUrl = (url: Epilog['url'], outbound: Outbound): Epilog['url'] => {
  if (url === null) return null
  const reason = outbound.refusalOf(url)
  if (reason) throw invalid('epilog_url', `cannot be sent to: ${reason}`)
  return new URL(url).href
}

type WriteError = Extract<Awaited<ReturnType<typeof updateIntervention>>, { ok: false }>['error']

const toProblem = (error: WriteError): Problem => {
  switch (error.code) {
    case 'intervention_not_found':
      return notFound('intervention')
    case 'name_taken':
      return invalid('name', 'belongs to another intervention')
    case 'department_not_found':
      return invalid('queue_name', 'is not the name of a queue of this desk')
    case 'invalid_template':
      return invalid(error.path, `cannot be used: ${error.message}`)
    case 'step_not_found':
      return invalid(error.path, 'is not the name of an intervention of this desk')
    default:
      throw new Error(`nothing was asked for by name: ${error.code}`)
  }
}
