import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Lodge } from '../../../core/lodge.ts'
import type { Paging } from '../../../core/page.ts'
import { createView } from '../../../core/views/create.ts'
import { deleteView } from '../../../core/views/delete.ts'
import { listViews } from '../../../core/views/list.ts'
import { updateView } from '../../../core/views/update.ts'
import { toPerspective } from '../../../dialects/tickiti/settings.ts'
import { actorOf } from '../../policy.ts'
import { name } from '../../schema/name.ts'
import { toProblem } from '../../v1/views/problems.ts'
import { allOf } from '../all.ts'
import { tickitiChange, tickitiRoute } from '../contract.ts'
import { noFields, theirId } from '../ids.ts'
import { READ, WRITE } from './access.ts'

const created = z.object({ name: name(200), shared: z.boolean().default(false) })
const updated = z.object({ perspective_id: theirId, name: name(200).optional(), shared: z.boolean().optional() })
const deleted = z.object({ perspective_id: theirId })

const COLUMNS = ['number', 'subject', 'status', 'requester', 'assignee', 'updated_at'] as const

/** Perspectives are views: which tickets one shows is set by `/v1/views`, until then all. */
export const perspectiveRoutes = (lodge: Lodge, plugin: FastifyInstance): void => {
  const path = '/api/v1/settings/perspectives'

  tickitiRoute(lodge, plugin, path, READ, noFields, async (_, request) => {
    const views = await allOf((paging: Paging<[string, string]>) => listViews(lodge, actorOf(request), paging))
    return { perspectives: views.map(toPerspective) }
  })

  tickitiChange(lodge, plugin, `${path}/create`, WRITE, created, async (change, { name, shared }) => {
    const made = await createView(change, { name, shared, filter: {}, sort: '-updated', columns: [...COLUMNS] })
    if (!made.ok) throw toProblem(made.error)
    return { perspective_id: made.value.id }
  })

  tickitiChange(lodge, plugin, `${path}/update`, WRITE, updated, async (change, { perspective_id, name, shared }) => {
    const changed = await updateView(change, perspective_id, { name, shared })
    if (!changed.ok) throw toProblem(changed.error)
    return { perspective: toPerspective(changed.value) }
  })

  tickitiChange(lodge, plugin, `${path}/delete`, WRITE, deleted, async (change, { perspective_id }) => {
    const gone = await deleteView(change, perspective_id)
    if (!gone.ok) throw toProblem(gone.error)
    return { deleted: true }
  })
}
