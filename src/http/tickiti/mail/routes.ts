import type { FastifyInstance } from 'fastify'
import type { Outbox } from '../../../channels/mail/outbox.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { ignoredRoutes } from './ignored.ts'
import { mailboxRoutes } from './mailboxes.ts'
import { sentMailRoutes } from './sent-mail.ts'

/** The family `mail/*`. */
export const mailFamilyRoutes = (lodge: Lodge, plugin: FastifyInstance, outbox: Outbox): void => {
  ignoredRoutes(lodge, plugin)
  mailboxRoutes(lodge, plugin)
  sentMailRoutes(lodge, plugin, outbox)
}
