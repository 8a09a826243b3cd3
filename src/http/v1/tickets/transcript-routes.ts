import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Lodge } from '../../../core/lodge.ts'
import { TRANSCRIPT_FORMATS, type TranscriptFormat } from '../../../core/tickets/transcript/transcript.ts'
import { writeTranscript } from '../../../core/tickets/transcript/write.ts'
import { contentDisposition } from '../../content-disposition.ts'
import { actorOf } from '../../policy.ts'
import { notFound } from '../../problem.ts'
import { culture } from '../../schema/culture.ts'

const yesOrNo = z.enum(['true', 'false']).transform((word) => word === 'true')

const query = z.strictObject({
  format: z.enum(TRANSCRIPT_FORMATS).default('pdf'),
  details: yesOrNo.default(true).describe('What is known of the ticket, before the conversation.'),
  notes: yesOrNo.default(false).describe('Notes among agents too.'),
  author_kinds: yesOrNo.default(false).describe('Says whether an author is the customer, an agent or a program.'),
  pictures: yesOrNo.default(true).describe('Puts the pictures that messages show in place into the html.'),
  font_size: z.coerce.number().int().min(8).max(32).default(14).describe('In CSS pixels.'),
  culture: culture.optional().describe('Of Lodge’s own words; the ticket’s where absent.'),
})

const TYPES: Record<TranscriptFormat, string> = { html: 'text/html; charset=utf-8', pdf: 'application/pdf' }

const FILE = { type: 'string', format: 'binary' }
const openapi = {
  responses: {
    200: {
      description: 'The transcript.',
      content: { 'application/pdf': { schema: FILE }, 'text/html': { schema: FILE } },
    },
  },
}

/** A ticket to print, to file away, to hand over. */
export const transcriptRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    plugin.withTypeProvider<ZodTypeProvider>().get(
      '/v1/tickets/:idOrNumber/transcript',
      {
        config: { policy: { scope: 'tickets:read' }, openapi },
        schema: {
          summary: 'Get a ticket as a document',
          description: 'A PDF, or one HTML page that needs nothing besides itself.',
          tags: ['tickets'],
          params: z.object({ idOrNumber: z.string() }),
          querystring: query,
        },
      },
      async (request, reply) => {
        const { format, details, notes, author_kinds, pictures, font_size, culture: wanted } = request.query
        const options = { details, notes, authorKinds: author_kinds, pictures, fontSize: font_size, link: null }
        const written = await writeTranscript(lodge, actorOf(request), request.params.idOrNumber, format, {
          ...options,
          culture: wanted ?? null,
        })
        if (!written.ok) throw notFound('ticket')
        const { number, bytes } = written.value
        return reply
          .headers({
            'content-type': TYPES[format],
            'content-disposition': contentDisposition('attachment', `ticket-${number}.${format}`),
            'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:",
          })
          .send(bytes)
      },
    )
  }
