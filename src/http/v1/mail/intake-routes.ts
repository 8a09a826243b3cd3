import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Lodge } from '../../../core/lodge.ts'
import { INTAKE_DEFAULTS, readMailIntake, saveMailIntake } from '../../../core/mail/intake-settings.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { text } from '../../schema/text.ts'
import { PRIORITIES, tags as ticketTags } from '../tickets/schemas.ts'

const tags = ['Mail']

const pattern = z.strictObject({
  mark: z.union([z.strictObject({ bracket: text(60, 1) }), z.strictObject({ prefix: text(60, 1) })]).meta({
    description: 'At the beginning of a subject: `Bug` of `[Bug]` is a bracket, `Form` of `Form: …` a prefix.',
  }),
  type: text(100, 1).optional(),
  priority: z.enum(PRIORITIES).optional(),
  tags: z.array(z.string()).optional(),
})
const newPattern = pattern.extend({ tags: ticketTags.optional() })

const fields = {
  reopen_days: z.int().min(0).max(3650).meta({
    description: 'Days after it was closed in which an answer opens a ticket again; later it opens a new one.',
  }),
  sender_hourly: z
    .int()
    .min(1)
    .max(100_000)
    .meta({ description: 'More mails of one sender in an hour are kept back.' }),
  subject_patterns: z.array(pattern).max(100).meta({ description: 'Which subjects mean which type, priority, tags.' }),
  remote_images: z.enum(['block', 'proxy']).meta({
    description:
      'Images elsewhere that a mail names, in its html as the API shows it: `block` moves their addresses to `data-blocked-src`; `proxy` has Lodge fetch them, so that the sender learns neither who reads nor from where.',
  }),
}

export const mailIntake = z.strictObject(fields)

const newMailIntake = z.strictObject({
  reopen_days: fields.reopen_days.default(INTAKE_DEFAULTS.reopen_days),
  sender_hourly: fields.sender_hourly.default(INTAKE_DEFAULTS.sender_hourly),
  subject_patterns: z.array(newPattern).max(100).default([]),
  remote_images: fields.remote_images.default(INTAKE_DEFAULTS.remote_images),
})

/** How a desk takes mail in. */
export const mailIntakeRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.get(
      '/v1/mail/intake',
      {
        config: { policy: { scope: 'settings:read' } },
        schema: { tags, summary: 'Get how mail is taken in', response: { 200: mailIntake } },
      },
      (request) => readMailIntake(lodge.store.db, actorOf(request).deskId),
    )

    app.put(
      '/v1/mail/intake',
      {
        config: { policy: { scope: 'admin' } },
        schema: {
          tags,
          summary: 'Set how mail is taken in',
          description: 'All of it: what is absent is the default.',
          body: newMailIntake,
          response: { 200: mailIntake },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => ({
          status: 200,
          body: await saveMailIntake(change, request.body),
        })),
    )
  }
