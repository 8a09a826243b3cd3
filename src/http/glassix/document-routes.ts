import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { lockIntake } from '../../core/desks/lock.ts'
import type { Lodge } from '../../core/lodge.ts'
import { toLink } from '../../core/mail/links.ts'
import { removeErasedFiles } from '../../core/tickets/erase/files.ts'
import { eraseWithMerged, readLogs } from '../../core/tickets/erase/with-merged.ts'
import { TRANSCRIPT_FORMATS } from '../../core/tickets/transcript/transcript.ts'
import { writeTranscript } from '../../core/tickets/transcript/write.ts'
import { readKept } from '../../dialects/glassix/kept.ts'
import { givenParticipants } from '../../dialects/glassix/people.ts'
import { contentDisposition } from '../content-disposition.ts'
import { once } from '../once.ts'
import { actorOf } from '../policy.ts'
import { notFound } from '../problem.ts'
import { BASE } from './base.ts'
import { invalid, placeOf, type Secured } from './contract.ts'
import { ticketParams, withDefault } from './schemas.ts'
import { succeeded, ticketOf } from './ticket-of.ts'
import { needAdmin } from './user-change.ts'

const flag = (value: boolean) => withDefault(z.boolean(), value)
const documentBody = z
  .object({
    includeDetails: flag(false),
    includeConversationLink: flag(false),
    includeNotes: flag(false),
    fontSizeInPixels: withDefault(z.number().min(8).max(32), 14),
    replaceContentId: flag(false),
    showParticipantType: flag(false),
  })
  .nullish()
  .transform((given) => given ?? undefined)
/** The C# client's 0 is the ticket's customer. */
const surveyBody = z.object({ surveyId: z.int(), participantId: withDefault(z.int(), 0) })

const TYPES = { html: 'text/html; charset=utf-8', pdf: 'application/pdf' }

/** A ticket as a document, its survey, and the end of what it says of people. */
export const documentRoutes = (plugin: FastifyInstance, lodge: Lodge, { secretOf }: Secured): void => {
  const app = plugin.withTypeProvider<ZodTypeProvider>()
  const read = { policy: { scope: 'tickets:read' }, secretOf } as const
  const write = { policy: { scope: 'tickets:write' }, secretOf } as const
  const params = ticketParams

  for (const format of TRANSCRIPT_FORMATS) {
    app.post(
      `${BASE}/tickets/${format}/:ticketId`,
      { config: read, schema: { hide: true, params, body: documentBody } },
      async (request, reply) => {
        const actor = actorOf(request)
        const { id, number } = await ticketOf(lodge, request, await placeOf(lodge, actor))
        const given = request.body
        const written = await writeTranscript(lodge, actor, id, format, {
          details: given?.includeDetails ?? false,
          notes: given?.includeNotes ?? false,
          authorKinds: given?.showParticipantType ?? false,
          pictures: given?.replaceContentId ?? false,
          fontSize: given?.fontSizeInPixels ?? 14,
          link: given?.includeConversationLink ? `${request.protocol}://${request.host}/tickets/${number}` : null,
          culture: null,
        })
        if (!written.ok) throw notFound('ticket')
        return reply
          .headers({
            'content-type': TYPES[format],
            'content-disposition': contentDisposition('attachment', `ticket-${number}.${format}`),
            'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:",
          })
          .send(written.value.bytes)
      },
    )
  }

  // There is one survey, which the link opens for the ticket's customer.
  app.post(
    `${BASE}/tickets/generatesurveylink/:ticketId`,
    { config: write, schema: { hide: true, params, body: surveyBody } },
    async (request) => {
      const actor = actorOf(request)
      const ticket = await ticketOf(lodge, request, await placeOf(lodge, actor))
      const participants = givenParticipants({ ticket, kept: readKept(ticket.metadata) })
      const { participantId } = request.body
      if (participantId !== 0 && participants[participantId - 1]?.type !== 'Client') {
        throw invalid([{ path: 'participantId', code: 'not_found', message: 'is no Client of this ticket' }])
      }
      const link = toLink(lodge.secrets, { act: 'rate', deskId: actor.deskId, ticketId: ticket.id })
      return {
        surveyLink: `${request.protocol}://${request.host}/mail/${link}`,
        uniqueArgument: ticket.external_ref,
      }
    },
  )

  app.delete(
    `${BASE}/tickets/scramble/:ticketId`,
    { config: write, schema: { hide: true, params } },
    async (request, reply) => {
      const { id } = await ticketOf(lodge, request, await placeOf(lodge, actorOf(request)))
      const logs = await readLogs(lodge, actorOf(request), id)
      let files: string[] = []
      await once(
        lodge,
        request,
        reply,
        async (change) => {
          await needAdmin(change)
          const erased = await eraseWithMerged(change, id, logs)
          if (!erased.ok) throw notFound('ticket')
          files = erased.value.files
          return succeeded(erased.value.ticket)
        },
        { first: lockIntake },
      )
      await removeErasedFiles(lodge, files)
      return reply
    },
  )
}
