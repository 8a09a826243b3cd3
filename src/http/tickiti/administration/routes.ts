import type { FastifyInstance } from 'fastify'
import type { Authenticator } from '../../../core/credentials/authenticate.ts'
import { diagnose } from '../../../core/diagnostics/diagnose.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { readMailRetention } from '../../../core/mail/retention.ts'
import { timeZoneOf } from '../../../core/reports/range.ts'
import { readStatus } from '../../../core/status/status.ts'
import { actorOf } from '../../policy.ts'
import { tickitiRoute } from '../contract.ts'
import { noFields } from '../ids.ts'
import { notInPlan } from '../plan.ts'
import { READ, WRITE } from './access.ts'
import { storageRoutes } from './storage.ts'
import { userRoutes } from './users.ts'

/** The family `administration/*`. */
export const administrationRoutes = (lodge: Lodge, authenticator: Authenticator, plugin: FastifyInstance): void => {
  const at = (path: string) => `/api/v1/administration/${path}`
  userRoutes(lodge, authenticator, plugin)
  storageRoutes(lodge, plugin)

  for (const path of [at('diagnostics'), at('diagnostics/fetch')]) {
    tickitiRoute(lodge, plugin, path, READ, noFields, async () => {
      const checks = await diagnose(lodge)
      return { healthy: checks.every(({ state }) => state !== 'fail'), checks }
    })
  }

  tickitiRoute(lodge, plugin, at('system'), READ, noFields, async (_, request) => {
    const actor = actorOf(request)
    const { version, database } = await readStatus(lodge, actor)
    return {
      version,
      database,
      time_zone: await timeZoneOf(lodge.store.db, actor.deskId),
      sent_mail_retention_days: await readMailRetention(lodge, actor),
    }
  })

  notInPlan(lodge, plugin, READ, 'The AI assistant', [at('ai-assistant')])
  notInPlan(lodge, plugin, WRITE, 'The AI assistant', [at('ai-assistant/update')])
  notInPlan(lodge, plugin, READ, 'Branding', [at('branding')])
  const branding = ['app-logo', 'email-logo', 'reset-app-logo', 'reset-email-logo', 'update']
  notInPlan(
    lodge,
    plugin,
    WRITE,
    'Branding',
    branding.map((way) => at(`branding/${way}`)),
  )
  notInPlan(lodge, plugin, READ, 'A custom domain', [at('custom-domain')])
  notInPlan(lodge, plugin, WRITE, 'A custom domain', [at('custom-domain/update')])
  notInPlan(lodge, plugin, WRITE, 'Sending diagnostics', [at('diagnostics/update'), at('diagnostics/upload')])
  notInPlan(lodge, plugin, READ, 'A licence', [at('licence')])
  notInPlan(lodge, plugin, WRITE, 'Changing the system', [at('system/update')])
}
