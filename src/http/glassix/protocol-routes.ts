import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Outbound } from '../../channels/outbound.ts'
import { createAttachment } from '../../core/attachments/create.ts'
import type { Lodge } from '../../core/lodge.ts'
import { requestMail } from '../../core/mail/request-mail.ts'
import { findMailboxByAddress } from '../../core/mailboxes/find-by-address.ts'
import { render } from '../../core/messages/render.ts'
import { requestMessage } from '../../core/messages/request.ts'
import {
  fromProtocolMessage,
  notSwitchedOn,
  toRequested,
  wrongAddress,
} from '../../dialects/glassix/protocol-message.ts'
import { PROTOCOLS } from '../../dialects/glassix/words.ts'
import { once } from '../once.ts'
import { actorOf } from '../policy.ts'
import { Problem } from '../problem.ts'
import { email } from '../schema/email.ts'
import { text } from '../schema/text.ts'
import { BASE } from './base.ts'
import { invalid, placeOf, type Secured } from './contract.ts'
import { discard, fetchFiles } from './fetch-files.ts'
import { anyCase, optional } from './schemas.ts'

const body = z
  .object({
    protocolType: anyCase(PROTOCOLS),
    from: optional(text(255)),
    to: text(255, 1),
    text: optional(text(50_000)),
    html: optional(text(50_000)),
    files: z
      .array(z.string().max(2_000))
      .max(20)
      .nullish()
      .transform((given) => given ?? []),
  })
  .refine((given) => Boolean(given.text || given.html) || given.files.length > 0, {
    path: ['text'],
    error: 'is required, or html or files',
    params: { code: 'required' },
  })

/** A message that is of no ticket: by mail it is sent, else handed to the desk's own gateway, or refused where it has none. */
export const protocolRoutes = (
  plugin: FastifyInstance,
  lodge: Lodge,
  outbound: Outbound,
  { secretOf }: Secured,
): void => {
  plugin
    .withTypeProvider<ZodTypeProvider>()
    .post(
      `${BASE}/protocols/send`,
      { config: { policy: { scope: 'tickets:write' }, secretOf }, schema: { hide: true, body } },
      async (request, reply) => {
        const actor = actorOf(request)
        const place = await placeOf(lodge, actor)
        const { protocolType, to, html } = request.body
        if (protocolType !== 'Mail') {
          const wrong = wrongAddress(protocolType, to)
          if (wrong !== undefined) throw invalid([{ path: 'to', code: 'invalid', message: wrong }])
          await once(lodge, request, reply, async (change) => {
            const asked = await requestMessage(change, toRequested(request.body, place))
            if (!asked.ok) throw new Problem(403, 'channel_off', notSwitchedOn(protocolType))
            return { status: 200, body: fromProtocolMessage(request.body, place.guid, new Date()) }
          })
          return reply
        }
        const address = addressAt('to', to)
        const sender = await senderAt(lodge, actor, request.body.from)
        const { received, uploaded } = await fetchFiles(lodge, outbound, actor.deskId, request.body.files)
        let hasRows = false
        try {
          await once(lodge, request, reply, async (change) => {
            const uploads = [...uploaded]
            for (const file of received) uploads.push((await createAttachment(change, file)).id)
            hasRows = true
            const written = html ? await render('html', html) : await render('text', request.body.text ?? '')
            const from = sender && { address: sender.address, name: sender.name }
            const letter = { to: address, from, subject: place.name, text: written.text, html: written.html }
            await requestMail(change, letter, uploads)
            return { status: 200, body: fromProtocolMessage(request.body, place.guid, new Date()) }
          })
          return reply
        } finally {
          // A repeated request's files are of no use; those with rows are the sweep's where the commit failed.
          if (!hasRows) await discard(lodge, received)
        }
      },
    )
}

/** The mailbox that it is from; null for the desk's own sender. */
const senderAt = async (lodge: Lodge, actor: ReturnType<typeof actorOf>, from: string | undefined) => {
  if (!from) return null
  const found = await findMailboxByAddress(lodge, actor, addressAt('from', from))
  if (found) return found
  throw invalid([{ path: 'from', code: 'not_found', message: 'must be the address of a mailbox of this desk' }])
}

const addressAt = (path: string, given: string): string => {
  const read = email.safeParse(given)
  if (read.success) return read.data
  throw invalid([{ path, code: 'invalid', message: 'must be an email address' }])
}
