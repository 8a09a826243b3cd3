import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { sweepAttachments } from '../../../core/attachments/sweep.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { setMailRetention } from '../../../core/mail/retention.ts'
import { deleteClosedTickets } from '../../../core/tickets/delete-closed.ts'
import { removeErasedFiles } from '../../../core/tickets/erase/files.ts'
import { once } from '../../once.ts'
import { tickitiChange, tickitiRoute } from '../contract.ts'
import { noFields } from '../ids.ts'
import { WRITE } from './access.ts'

const retention = z.object({ sent_mail_retention_days: z.coerce.number().int().min(1).max(3_650) })
const olderThan = z.object({ older_than_days: z.coerce.number().int().min(1).max(36_500) })

/** How long things are kept. */
export const storageRoutes = (lodge: Lodge, plugin: FastifyInstance): void => {
  const path = '/api/v1/administration/storage'

  tickitiChange(lodge, plugin, `${path}/retention`, WRITE, retention, async (change, { sent_mail_retention_days }) => {
    await setMailRetention(change, sent_mail_retention_days)
    return { sent_mail_retention_days }
  })

  // `more`: call it again.
  tickitiRoute(lodge, plugin, `${path}/delete-closed`, WRITE, olderThan, async (body, request, reply) => {
    let files: string[] = []
    await once(lodge, request, reply, async (change) => {
      const { deleted, more, ...rest } = await deleteClosedTickets(change, body.older_than_days)
      files = rest.files
      return { status: 200, body: { deleted, more } }
    })
    await removeErasedFiles(lodge, files)
    return reply
  })

  tickitiRoute(lodge, plugin, `${path}/delete-orphaned`, WRITE, noFields, async () => {
    const { uploads, files } = await sweepAttachments(lodge)
    return { deleted: uploads + files }
  })
}
