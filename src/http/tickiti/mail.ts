import type { FastifyInstance } from 'fastify'
import { takesMail } from '../../channels/mail/takes-mail.ts'
import type { Change } from '../../core/change.ts'
import type { Lodge } from '../../core/lodge.ts'
import { requestMail } from '../../core/mail/request-mail.ts'
import { findMailboxByName } from '../../core/mailboxes/find-by-name.ts'
import { render } from '../../core/messages/render.ts'
import { renderFor } from '../../core/templates/render-for.ts'
import type { Content } from '../../dialects/tickiti/body.ts'
import { fromMailed, type MailPayload, readMail } from '../../dialects/tickiti/mail.ts'
import { once } from '../once.ts'
import { actorOf } from '../policy.ts'
import { demandKey, invalid, refusal, tickitiRoute } from './contract.ts'
import { CREATE } from './create.ts'
import { checkedContent, fileImages } from './inline-images.ts'
import { mailBody, renderTemplateBody } from './schemas.ts'
import { templateRefusal } from './template-refusals.ts'

/** A mail that is of no ticket, and what a template makes. */
export const mailRoutes = (lodge: Lodge, plugin: FastifyInstance): void => {
  tickitiRoute(lodge, plugin, '/api/send_email', { ability: 'send-email' }, mailBody, async (body, request, reply) => {
    demandKey(request)
    const read = readMail(body)
    if ('faults' in read) throw refusal(read.faults)
    const { to_address: to, mailbox: name } = body
    const mailbox = name === undefined ? null : await findMailboxByName(lodge, actorOf(request), name)
    if (mailbox === undefined) throw invalid('mailbox', 'is not the name of a mailbox of this desk')
    if (body.validate_address && !(await takesMail(to)))
      throw invalid('to_address', 'is of a domain that takes no mail')
    await once(lodge, request, reply, async (change) => {
      const { subject, content } = await write(change, to, read.payload)
      const { body, attachments } = await fileImages(change, content)
      const { text, html } = await render(body.format, body.source)
      const from = mailbox && { address: mailbox.address, name: mailbox.name }
      await requestMail(change, { to, from, subject, text, html }, attachments)
      return { status: 200, body: fromMailed(to, mailbox?.name ?? null, read.payload.shape === 'template') }
    })
    return reply
  })

  tickitiRoute(lodge, plugin, '/api/render_template', CREATE, renderTemplateBody, async (body, request, reply) => {
    demandKey(request)
    await once(lodge, request, reply, async (change) => {
      const { template_identifier: identifier, data = {} } = body
      const { subject, content } = await write(change, null, { shape: 'template', identifier, data })
      const { text, html } = await render(content.format, content.source)
      return { status: 200, body: { ok: true, data: { subject, content: html ?? text } } }
    })
    return reply
  })
}

/** A mail's subject and content, as it is written: not made safe yet. */
const write = async (
  change: Change,
  to: string | null,
  payload: MailPayload,
): Promise<{ subject: string; content: Content }> => {
  if (payload.shape === 'content') {
    return { subject: payload.subject, content: checkedContent('content', payload.content) }
  }
  const recipient = { name: null, email: to }
  const rendered = await renderFor(change, {
    template: payload.identifier,
    recipient,
    culture: null,
    data: payload.data,
  })
  if (!rendered.ok) throw templateRefusal('template_identifier', rendered.error)
  const { subject, format, source, template } = rendered.value
  return { subject: subject || template.name, content: { format, source, images: [] } }
}
