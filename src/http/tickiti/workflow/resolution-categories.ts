import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Lodge } from '../../../core/lodge.ts'
import type { Paging } from '../../../core/page.ts'
import { createResolutionCategory } from '../../../core/resolution-categories/create.ts'
import { deleteResolutionCategory } from '../../../core/resolution-categories/delete.ts'
import { listResolutionCategories } from '../../../core/resolution-categories/list.ts'
import { reorderResolutionCategories } from '../../../core/resolution-categories/reorder.ts'
import { updateResolutionCategory } from '../../../core/resolution-categories/update.ts'
import { toTheirCategory } from '../../../dialects/tickiti/workflow.ts'
import { actorOf } from '../../policy.ts'
import { notFound } from '../../problem.ts'
import { name } from '../../schema/name.ts'
import { allOf } from '../all.ts'
import { invalid, tickitiChange, tickitiRoute } from '../contract.ts'
import { noFields, theirId } from '../ids.ts'
import { READ, WRITE } from './access.ts'

const colour = z
  .string()
  .regex(/^#[0-9a-f]{6}$/i, { error: 'must be a colour like #1f9d55' })
  .transform((value) => value.toLowerCase())
const newCategory = z.object({ name: name(200), colour: colour.nullable().default(null) })
const changed = z.object({ id: theirId, name: name(200).optional(), colour: colour.nullable().optional() })
const one = z.object({ id: theirId })
const order = z.object({ ids: z.array(theirId).max(1_000) })

const noSuch = () => notFound('resolution_category')
const taken = () => invalid('name', 'belongs to another resolution category')

export const resolutionCategoryRoutes = (lodge: Lodge, plugin: FastifyInstance): void => {
  const path = '/api/v1/workflow/resolution-categories'

  tickitiRoute(lodge, plugin, path, READ, noFields, async (_, request) => {
    const categories = await allOf((paging: Paging<[number, string, string]>) =>
      listResolutionCategories(lodge, actorOf(request), paging),
    )
    return categories.map(toTheirCategory)
  })

  tickitiChange(lodge, plugin, `${path}/create`, WRITE, newCategory, async (change, { name, colour }) => {
    const made = await createResolutionCategory(change, { name, color: colour })
    if (!made.ok) throw taken()
    return { resolution_category: toTheirCategory(made.value) }
  })

  tickitiChange(lodge, plugin, `${path}/update`, WRITE, changed, async (change, { id, name, colour }) => {
    const updated = await updateResolutionCategory(change, id, { name, color: colour })
    if (!updated.ok) throw updated.error.code === 'name_taken' ? taken() : noSuch()
    return { resolution_category: toTheirCategory(updated.value) }
  })

  tickitiChange(lodge, plugin, `${path}/reorder`, WRITE, order, async (change, { ids }) => {
    if (!ids.every((id) => /^\d{1,18}$/.test(id))) throw invalid('ids', 'must be ids')
    const ordered = await reorderResolutionCategories(change, ids)
    if (!ordered.ok) throw invalid('ids', ordered.error.message)
    return { ids: ordered.value }
  })

  tickitiChange(lodge, plugin, `${path}/delete`, WRITE, one, async (change, { id }) => {
    const deleted = await deleteResolutionCategory(change, id)
    if (!deleted.ok) throw noSuch()
    return { deleted: true }
  })
}
