import type { FastifyPluginAsync } from 'fastify'
import type { Authenticator } from '../../core/credentials/authenticate.ts'
import type { Lodge } from '../../core/lodge.ts'
import { auditRoutes } from './audit/routes.ts'
import { blocklistRoutes } from './blocklist/routes.ts'
import { businessHoursRoutes } from './business-hours/routes.ts'
import { cannedReplyRoutes } from './canned-replies/routes.ts'
import { companyRoutes } from './companies/routes.ts'
import { personalDataRoutes } from './contacts/data-routes.ts'
import { contactRoutes } from './contacts/routes.ts'
import { credentialRoutes } from './credentials/routes.ts'
import { deliveryRoutes } from './deliveries/routes.ts'
import { departmentMemberRoutes } from './departments/member-routes.ts'
import { departmentRoutes } from './departments/routes.ts'
import { retentionRoutes } from './desk/retention-routes.ts'
import { deskRoutes } from './desk/routes.ts'
import { fieldRoutes } from './fields/routes.ts'
import { identityVerificationRoutes } from './identity-verification/routes.ts'
import { ignoredMailRoutes } from './ignored-mail/routes.ts'
import { interventionRunRoutes } from './interventions/form-routes.ts'
import { interventionRoutes } from './interventions/routes.ts'
import { mailIntakeRoutes } from './mail/intake-routes.ts'
import { notificationRoutes } from './mail/notification-routes.ts'
import { mailSettingsRoutes } from './mail/settings-routes.ts'
import { suppressionRoutes } from './mail/suppression-routes.ts'
import { memberRoutes } from './members/routes.ts'
import { notificationListRoutes } from './notifications/routes.ts'
import { reportRoutes } from './reports/routes.ts'
import { resolutionCategoryRoutes } from './resolution-categories/routes.ts'
import { ruleRoutes } from './rules/routes.ts'
import { ruleRunRoutes } from './rules/run-routes.ts'
import { serviceTextRoutes } from './service-texts/routes.ts'
import { slaPolicyRoutes } from './sla-policies/routes.ts'
import { slackConnectionRoutes } from './slack/routes.ts'
import { tagRoutes } from './tags/routes.ts'
import { templateRoutes } from './templates/routes.ts'
import { ticketTypeRoutes } from './ticket-types/routes.ts'
import { viewRoutes } from './views/routes.ts'
import { viewTicketRoutes } from './views/ticket-routes.ts'
import { watchlistRoutes } from './watchlists/routes.ts'
import { watchlistTicketRoutes } from './watchlists/ticket-routes.ts'

/** The nouns around a ticket: who writes, who answers, and how a desk is set up. */
export const peopleAndSettingsRoutes =
  (lodge: Lodge, authenticator: Authenticator): FastifyPluginAsync =>
  async (app) => {
    await app.register(contactRoutes(lodge))
    await app.register(personalDataRoutes(lodge))
    await app.register(companyRoutes(lodge))
    await app.register(departmentRoutes(lodge))
    await app.register(departmentMemberRoutes(lodge, authenticator))
    await app.register(ticketTypeRoutes(lodge))
    await app.register(memberRoutes(lodge, authenticator))
    await app.register(tagRoutes(lodge))
    await app.register(fieldRoutes(lodge))
    await app.register(resolutionCategoryRoutes(lodge))
    await app.register(ruleRoutes(lodge))
    await app.register(ruleRunRoutes(lodge))
    await app.register(credentialRoutes(lodge, authenticator))
    await app.register(blocklistRoutes(lodge))
    await app.register(deskRoutes(lodge))
    await app.register(retentionRoutes(lodge))
    await app.register(identityVerificationRoutes(lodge))
    await app.register(templateRoutes(lodge))
    await app.register(cannedReplyRoutes(lodge))
    await app.register(interventionRoutes(lodge))
    await app.register(interventionRunRoutes(lodge))
    await app.register(deliveryRoutes(lodge))
    await app.register(businessHoursRoutes(lodge))
    await app.register(serviceTextRoutes(lodge))
    await app.register(slaPolicyRoutes(lodge))
    await app.register(mailSettingsRoutes(lodge))
    await app.register(notificationRoutes(lodge))
    await app.register(ignoredMailRoutes(lodge))
    await app.register(viewRoutes(lodge))
    await app.register(reportRoutes(lodge))
    await app.register(auditRoutes(lodge))
    await app.register(viewTicketRoutes(lodge))
    await app.register(watchlistRoutes(lodge))
    await app.register(watchlistTicketRoutes(lodge))
    await app.register(notificationListRoutes(lodge))
    await app.register(mailIntakeRoutes(lodge))
    await app.register(suppressionRoutes(lodge))
    await app.register(slackConnectionRoutes(lodge))
  }
