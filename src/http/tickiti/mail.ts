import type { FastifyInstance } from 'fastify'
import { takesMail } from '../../channels/mail/takes-mail.ts'
import type { Change } from '../../core/change.ts'
import type { Lodge } from '../../core/lodge.ts'
import { type Letter, requestMail } from '../../core/mail/request-mail.ts'
import { findMailboxByName } from '../../core/mailboxes/find-by-name.ts'
import type { Body } from '../../core/messages/body.ts'
import { render } from '../../core/messages/render.ts'
import { renderFor } from '../../core/templates/render-for.ts'
import { fromMailed, type MailPayload, readMail } from '../../dialects/tickiti/mail.ts'
import { once } from '../once.ts'
import { actorOf } from '../policy.ts'
import { demandKey, invalid, refusal, tickitiRoute } from './contract.ts'
import { checkedContent } from './inline-images.ts'
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
      const { subject, text, html } = await write(change, to, read.payload)
      const from = mailbox && { address: mailbox.address, name: mailbox.name }
      await requestMail(change, { to, from, subject, text, html })
      return { status: 200, body: fromMailed(to, mailbox?.name ?? null, read.payload.shape === 'template') }
    })
    return reply
  })

  tickitiRoute(
    lodge,
    plugin,
    '/api/render_template',
    { ability: 'create-ticket' },
    renderTemplateBody,
    async (body, request, reply) => {
      demandKey(request)
      await once(lodge, request, reply, async (change) => {
        const { template_identifier: identifier, data = {} } = body
        const { subject, text, html } = await write(change, null, { shape: 'template', identifier, data })
        return { status: 200, body: { ok: true, data: { subject, content: html ?? text } } }
      })
      return reply
    },
  )
}

/** A mail's subject and body, made safe. */
const write = async (
  change: Change,
  to: string | null,
  payload: MailPayload,
): Promise<Pick<Letter, 'subject' | 'text' | 'html'>> => {
  if (payload.shape === 'content') {
    const { format, source } = checkedContent('content', payload.content)
    return { subject: payload.subject, ...shown(await render(format, source)) }
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
  return { subject: subject || template.name, ...shown(await render(format, source)) }
}

const shown = ({ text, html }: Body) => ({ text, html })
