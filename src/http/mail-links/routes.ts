import type { FastifyPluginAsync, FastifyReply } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { systemActor } from '../../core/actor.ts'
import type { Change } from '../../core/change.ts'
import type { Lodge } from '../../core/lodge.ts'
import { type LinkRight, readLink } from '../../core/mail/links.ts'
import { setNotifications } from '../../core/mail/notifications.ts'
import { optOut } from '../../core/mail/opt-out.ts'
import { rateTicket } from '../../core/mail/rate.ts'
import { messagePage, PAGE_HEADERS, ratePage, stopPage } from './page.ts'
import { type PageWords, pageWordsOf } from './words.ts'

const PUBLIC = { policy: 'public' } as const
const params = z.object({ link: z.string() })
const schema = { params, hide: true } as const
const BODY_LIMIT = 32 * 1024
const COMMENT_MAX = 2_000

/** The pages behind the links of mails: to stop a kind of mail, by one click of a mail program too (RFC 8058), and to rate. */
export const mailLinkRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()
    const options = { parseAs: 'string', bodyLimit: BODY_LIMIT } as const
    app.addContentTypeParser('application/x-www-form-urlencoded', options, (_request, body, done) =>
      done(null, new URLSearchParams(String(body))),
    )
    // RFC 8058 has mail programs send a form of either kind; what is in it says nothing.
    app.addContentTypeParser('multipart/form-data', options, (_request, _body, done) =>
      done(null, new URLSearchParams()),
    )

    app.get('/mail/:link', { config: PUBLIC, schema }, async (request, reply) => {
      const right = readLink(lodge.secrets, request.params.link)
      if (!right) return invalid(reply)
      const words = await wordsFor(lodge, right)
      return show(reply, 200, right.act === 'rate' ? ratePage(words) : stopPage(words))
    })

    app.post('/mail/:link', { config: PUBLIC, schema }, async (request, reply) => {
      const right = readLink(lodge.secrets, request.params.link)
      if (!right) return invalid(reply)
      const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams()
      const words = await wordsFor(lodge, right)
      const actor = systemActor(right.deskId, 'A link in a mail')
      const done = await lodge.store.db.transaction().execute((tx) => use({ tx, lodge, actor }, right, form))
      lodge.nudge()
      if (done === 'incomplete') return show(reply, 400, ratePage(words))
      if (done === 'gone') return invalid(reply)
      return show(reply, 200, messagePage(words, right.act === 'rate' ? words.thanks : words.stopped))
    })
  }

type Used = 'done' | 'incomplete' | 'gone'

const use = async (change: Change, right: LinkRight, form: URLSearchParams): Promise<Used> => {
  switch (right.act) {
    case 'spare':
      await optOut(change, right.kind, right.address)
      return 'done'
    case 'mute':
      return (await setNotifications(change, right.memberId, { [right.kind]: false })).ok ? 'done' : 'gone'
    case 'rate': {
      const score = Number(form.get('score'))
      if (!Number.isInteger(score) || score < 1 || score > 5) return 'incomplete'
      const comment = [...(form.get('comment') ?? '').toWellFormed().replaceAll('\0', '').trim()].slice(0, COMMENT_MAX)
      const given = { score, comment: comment.join('') || null }
      return (await rateTicket(change, right.ticketId, given)).ok ? 'done' : 'gone'
    }
  }
}

/** A customer's pages are in the language of their ticket, others in the desk's. */
const wordsFor = async (lodge: Lodge, right: LinkRight): Promise<PageWords> => {
  const { culture } = await lodge.desks.get(right.deskId)
  if (right.act !== 'rate') return pageWordsOf(culture)
  const ticket = await lodge.store.db
    .selectFrom('ticket')
    .select('culture')
    .where('desk_id', '=', right.deskId)
    .where('id', '=', right.ticketId)
    .executeTakeFirst()
  return pageWordsOf(ticket?.culture ?? culture)
}

const show = (reply: FastifyReply, status: number, html: string): FastifyReply =>
  reply
    .code(status)
    .headers(PAGE_HEADERS)
    .serializer((text: string) => text)
    .send(html)

const invalid = (reply: FastifyReply): FastifyReply => {
  const words = pageWordsOf('en')
  return show(reply, 404, messagePage(words, words.invalid))
}
