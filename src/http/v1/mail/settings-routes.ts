import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Lodge } from '../../../core/lodge.ts'
import { readMailSettings } from '../../../core/mail/read-settings.ts'
import { resetMailSettings, type SaveMailSettingsError, saveMailSettings } from '../../../core/mail/save-settings.ts'
import { toMailSettings } from '../../../core/mail/settings.ts'
import { sendTestMail } from '../../../core/mail/test-mail.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import type { Problem } from '../../problem.ts'
import { refused } from '../../refused.ts'
import { asked, mailSettings, newMailSettings, testMail } from './schemas.ts'

const READ = { policy: { scope: 'settings:read' } } as const
const ADMIN = { policy: { scope: 'admin' } } as const
const tags = ['Mail']

export const mailSettingsRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.get(
      '/v1/mail/settings',
      { config: READ, schema: { tags, summary: 'Get the mail settings', response: { 200: mailSettings } } },
      async (request) => {
        const { deskId } = actorOf(request)
        return toMailSettings(await readMailSettings(lodge.store.db, deskId), lodge.secrets, deskId)
      },
    )

    app.put(
      '/v1/mail/settings',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Set the mail settings',
          description: 'All of them: what is absent is the default. Secrets are never shown.',
          body: newMailSettings,
          response: { 200: mailSettings },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const { smtp, dkim, ...body } = request.body
          const saved = await saveMailSettings(change, {
            fromAddress: body.from_address,
            fromName: body.from_name,
            smtp,
            dkim: dkim && { domain: dkim.domain, selector: dkim.selector, privateKey: dkim.private_key },
            acknowledgement: body.acknowledgement,
            acknowledgementsPerDay: body.acknowledgements_per_day,
            closingNotice: body.closing_notice,
            survey: body.survey,
          })
          if (!saved.ok) throw toProblem(saved.error)
          return { status: 200, body: saved.value }
        }),
    )

    app.delete(
      '/v1/mail/settings',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Reset the mail settings',
          description: 'Back to the defaults and to the operator’s server.',
          response: { 200: mailSettings },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => ({ status: 200, body: await resetMailSettings(change) })),
    )

    app.post(
      '/v1/mail/settings/test',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Send a test mail',
          description: 'It goes the way of all mails: how that went is in the outbox, `GET /v1/outbox?kind=test`.',
          body: testMail,
          response: { 202: asked },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => ({
          status: 202,
          body: await sendTestMail(change, request.body.to),
        })),
    )
  }

const toProblem = (error: SaveMailSettingsError): Problem => {
  switch (error.code) {
    case 'password_required':
      return refused(400, error.code, 'smtp.password', 'is required where the server or the user changes')
    case 'private_key_required':
      return refused(400, error.code, 'dkim.private_key', 'is required where the domain or the selector changes')
    case 'from_address_required':
      return refused(400, error.code, 'from_address', 'is required with a server or a DKIM key of the desk’s own')
  }
}
