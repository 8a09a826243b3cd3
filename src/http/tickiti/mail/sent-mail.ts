import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Outbox } from '../../../channels/mail/outbox.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { listOutbox } from '../../../core/mail/outbox.ts'
import { toSentMail, withoutRights } from '../../../dialects/tickiti/mailboxes.ts'
import { actorOf } from '../../policy.ts'
import { notFound } from '../../problem.ts'
import { text } from '../../schema/text.ts'
import { tickitiRoute } from '../contract.ts'
import { theirId } from '../ids.ts'
import { READ } from './access.ts'

const limit = z.int().min(1).max(1_000).default(200)

/** What was mailed, or will be: the newest first, as many as `limit`. */
export const sentMailRoutes = (lodge: Lodge, plugin: FastifyInstance, outbox: Outbox): void => {
  const path = '/api/v1/mail/sent-mail'

  tickitiRoute(lodge, plugin, path, READ, z.object({ limit }), async (body, request) => {
    const page = await listOutbox(lodge, actorOf(request), { limit: body.limit, after: null }, {})
    return { sent_mail: page.data.map(toSentMail) }
  })

  const search = z.object({ q: text(255).default(''), limit })
  tickitiRoute(lodge, plugin, `${path}/search`, READ, search, async ({ q, limit }, request) => {
    const page = await listOutbox(lodge, actorOf(request), { limit, after: null }, { text: q.trim() || undefined })
    return { sent_mail: page.data.map(toSentMail) }
  })

  tickitiRoute(lodge, plugin, `${path}/show`, READ, z.object({ id: theirId }), async ({ id }, request) => {
    const mail = await outbox(lodge, actorOf(request), id)
    if (!mail) throw notFound('mail')
    const { html, text, attachments } = mail
    return {
      sent_mail: { ...toSentMail(mail), html: withoutRights(html), plain_text: withoutRights(text), attachments },
    }
  })
}
