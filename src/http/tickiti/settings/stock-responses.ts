import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { createCannedReply } from '../../../core/canned-replies/create.ts'
import { deleteCannedReply } from '../../../core/canned-replies/delete.ts'
import { getCannedReply } from '../../../core/canned-replies/get.ts'
import { listCannedReplies } from '../../../core/canned-replies/list.ts'
import { updateCannedReply } from '../../../core/canned-replies/update.ts'
import type { Lodge } from '../../../core/lodge.ts'
import type { Paging } from '../../../core/page.ts'
import { toStockResponse } from '../../../dialects/tickiti/settings.ts'
import { actorOf } from '../../policy.ts'
import { notFound } from '../../problem.ts'
import { text } from '../../schema/text.ts'
import { allOf } from '../all.ts'
import { tickitiChange, tickitiRoute } from '../contract.ts'
import { noFields, theirId } from '../ids.ts'
import { READ, WRITE } from './access.ts'

const fields = {
  title: text(200).optional(),
  category: text(200).optional(),
  subcategory: text(200).optional(),
  content: text(50_000).optional(),
}
const updated = z.object({ template: z.object({ id: theirId, ...fields }) })
const one = z.object({ template_id: theirId })
const noSuch = () => notFound('stock_response')

/** Stock responses are canned replies, shared with all; what is shown and taken is html. */
export const stockResponseRoutes = (lodge: Lodge, plugin: FastifyInstance): void => {
  const path = '/api/v1/settings/stock-responses'

  tickitiRoute(lodge, plugin, path, READ, noFields, async (_, request) => {
    const all = { department: null, category: null }
    const replies = await allOf((paging: Paging<[string, string]>) =>
      listCannedReplies(lodge, actorOf(request), { ...paging, ...all }),
    )
    return { templates: replies.map(toStockResponse) }
  })

  tickitiRoute(lodge, plugin, `${path}/show`, READ, one, async ({ template_id }, request) => {
    const found = await getCannedReply(lodge, actorOf(request), template_id)
    if (!found) throw noSuch()
    return { template: toStockResponse(found) }
  })

  // An empty body is enough: it is filled in later.
  tickitiChange(lodge, plugin, `${path}/create`, WRITE, z.object(fields), async (change, given) => {
    const { title = '', category = '', subcategory = '', content = '' } = given
    const texts = { title, category, subcategory, format: 'html' as const, body: content }
    const made = await createCannedReply(change, { ...texts, department: null, shared: true })
    if (!made.ok) throw noSuch()
    return { template: toStockResponse(made.value) }
  })

  tickitiChange(lodge, plugin, `${path}/update`, WRITE, updated, async (change, { template }) => {
    const { id, content, ...texts } = template
    const body = content === undefined ? {} : { format: 'html' as const, body: content }
    const changed = await updateCannedReply(change, id, { ...texts, ...body })
    if (!changed.ok) throw noSuch()
    return { template: toStockResponse(changed.value) }
  })

  tickitiChange(lodge, plugin, `${path}/delete`, WRITE, one, async (change, { template_id }) => {
    const gone = await deleteCannedReply(change, template_id)
    if (!gone.ok) throw noSuch()
    return { deleted: true }
  })
}
