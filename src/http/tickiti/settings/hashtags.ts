import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Lodge } from '../../../core/lodge.ts'
import type { Paging } from '../../../core/page.ts'
import { deleteTag } from '../../../core/tags/delete.ts'
import { listTags } from '../../../core/tags/list.ts'
import { selectTags } from '../../../core/tags/tag.ts'
import { fromHashtag, toHashtag } from '../../../dialects/tickiti/settings.ts'
import { actorOf } from '../../policy.ts'
import { text } from '../../schema/text.ts'
import { allOf } from '../all.ts'
import { tickitiChange, tickitiRoute } from '../contract.ts'
import { noFields } from '../ids.ts'
import { READ, WRITE } from './access.ts'

export const hashtagRoutes = (lodge: Lodge, plugin: FastifyInstance): void => {
  tickitiRoute(lodge, plugin, '/api/v1/settings/hashtags', READ, noFields, async (_, request) => {
    const tags = await allOf((paging: Paging<[string]>) => listTags(lodge, actorOf(request), paging))
    return { hashtags: tags.map(toHashtag) }
  })

  const body = z.object({ tag: text(51, 1) })
  tickitiChange(lodge, plugin, '/api/v1/settings/hashtags/delete', WRITE, body, async (change, { tag }) => {
    const known = await selectTags(change.tx, change.actor).where('t.name', '=', fromHashtag(tag)).executeTakeFirst()
    // One that nobody has is as gone as it should be.
    if (known) await deleteTag(change, known.id)
    return { deleted: true }
  })
}
