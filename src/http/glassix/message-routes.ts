import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Outbound } from '../../channels/outbound.ts'
import { createAttachment } from '../../core/attachments/create.ts'
import type { Change } from '../../core/change.ts'
import type { Lodge } from '../../core/lodge.ts'
import { addMessage } from '../../core/messages/add.ts'
import type { Message, TicketSnapshot } from '../../core/tickets/ticket.ts'
import { openConversation } from '../../dialects/glassix/people.ts'
import { callNote, toBody } from '../../dialects/glassix/send.ts'
import { fromMessage } from '../../dialects/glassix/transaction.ts'
import { STATE_OF } from '../../dialects/glassix/words.ts'
import { actorOf } from '../policy.ts'
import { Problem } from '../problem.ts'
import { text } from '../schema/text.ts'
import { toProblem } from '../v1/tickets/problems.ts'
import { BASE } from './base.ts'
import { invalid, placeOf, type Secured, surroundingsOf } from './contract.ts'
import { discard, fetchFiles } from './fetch-files.ts'
import { anyCase, optional, ticketParams } from './schemas.ts'
import { changeTicket, succeeded, ticketOf } from './ticket-of.ts'

const body = optional(text(50_000))
const line = text(1_000)
const list = <Schema extends z.ZodType>(schema: Schema, max: number) =>
  z
    .array(schema)
    .max(max)
    .nullish()
    .transform((given) => given ?? [])

const BUTTON_TYPES = ['text', 'web_url', 'postback', 'phone_number'] as const
const button = z.object({
  title: line,
  type: optional(anyCase(BUTTON_TYPES)),
  uri: optional(line),
  data: optional(line),
})
const template = z.object({
  title: optional(line),
  subtitle: optional(line),
  coverImageUrl: optional(line),
  buttons: list(button, 20),
})
const sendBody = z
  .object({
    text: body,
    html: body,
    quickReplies: list(z.object({ title: line, imageUrl: optional(line) }), 50),
    templates: list(template, 50),
    files: list(z.string().max(2_000), 20),
    enableFreeTextInput: optional(z.boolean()),
  })
  .refine(
    (given) =>
      Boolean(given.text || given.html) ||
      [given.quickReplies, given.templates, given.files].some(({ length }) => length > 0),
    {
      path: ['text'],
      error: 'is required, or html, quickReplies, templates or files',
      params: { code: 'required' },
    },
  )

const noteBody = z.object({ text: body, html: body }).refine(({ text, html }) => Boolean(text || html), {
  path: ['text'],
  error: 'is required, or html',
  params: { code: 'required' },
})

export const messageRoutes = (
  plugin: FastifyInstance,
  lodge: Lodge,
  outbound: Outbound,
  { secretOf }: Secured,
): void => {
  const app = plugin.withTypeProvider<ZodTypeProvider>()
  const config = { policy: { scope: 'tickets:write' }, secretOf } as const
  const params = ticketParams

  app.post(
    `${BASE}/tickets/send/:ticketId`,
    { config, schema: { hide: true, params, body: sendBody } },
    async (request, reply) => {
      const actor = actorOf(request)
      const place = await placeOf(lodge, actor)
      // Before anything is fetched for it.
      checkOpen(await ticketOf(lodge, request, place))
      const { received, uploaded } = await fetchFiles(lodge, outbound, actor.deskId, request.body.files)
      let hasRows = false
      try {
        return await changeTicket(lodge, request, reply, async (change, ticket) => {
          checkOpen(ticket)
          const attachments = [...uploaded]
          for (const file of received) attachments.push((await createAttachment(change, file)).id)
          hasRows = true
          const message = await add(change, ticket, { ...toBody(request.body), public: true, attachments })
          const conversation = openConversation(ticket, place.guid)
          const { linkOf } = surroundingsOf(lodge, request, place)
          return { status: 200, body: fromMessage(message, conversation, linkOf) }
        })
      } finally {
        // A repeated request's files are of no use; those with rows are the sweep's where the commit failed.
        if (!hasRows) await discard(lodge, received)
      }
    },
  )

  app.post(
    `${BASE}/tickets/addnote/:ticketId`,
    { config, schema: { hide: true, params, body: noteBody } },
    (request, reply) =>
      changeTicket(lodge, request, reply, async (change, ticket) => {
        const { text, html } = request.body
        const given = html
          ? ({ format: 'html', source: html } as const)
          : ({ format: 'text', source: text ?? '' } as const)
        await add(change, ticket, { ...given, public: false, attachments: [] })
        return succeeded(ticket)
      }),
  )

  for (const what of ['started', 'ended', 'audiolink'] as const) {
    app.post(
      `${BASE}/phonecalls/${what}/:ticketId`,
      { config, schema: { hide: true, params, body: z.record(z.string(), z.unknown()) } },
      (request, reply) =>
        changeTicket(lodge, request, reply, async (change, ticket) => {
          const source = callNote(what, request.body)
          await add(change, ticket, { format: 'text', source, public: false, attachments: [] })
          return succeeded(ticket)
        }),
    )
  }

  app.post(
    `${BASE}/interactivedocuments/send/:ticketId`,
    { config, schema: { hide: true, params } },
    async (request) => {
      await ticketOf(lodge, request, await placeOf(lodge, actorOf(request)))
      throw new Problem(
        403,
        'channel_off',
        'Interactive documents are not switched on for this department: send a file.',
      )
    },
  )
}

/** Messages go out only while a ticket is Open; one that waits is opened by them (their guide "Ticket state"). */
const checkOpen = (ticket: Pick<TicketSnapshot, 'status'>): void => {
  if (STATE_OF[ticket.status] !== 'Closed') return
  throw new Problem(400, 'ticket_closed', 'This ticket is Closed: open it by tickets/setstate before you send to it.')
}

const add = async (
  change: Change,
  ticket: TicketSnapshot,
  given: { format: 'text' | 'html'; source: string; public: boolean; attachments: string[] },
): Promise<Message> => {
  const { format, source, public: isPublic, attachments } = given
  const added = await addMessage(change, ticket.id, {
    author: 'agent',
    body: { format, source },
    public: isPublic,
    attachments,
    ...(isPublic && { status: 'open' as const }),
  })
  if (added.ok) return added.value.message
  if (added.error.code !== 'attachment_not_found') throw toProblem(added.error)
  throw invalid([{ path: 'files', code: 'attachment_not_found', message: 'names an upload that was sent already' }])
}
