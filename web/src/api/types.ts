/** The shapes of the API, as the server itself knows them: the one file of the pages that looks into the server, for types alone. */

export type { Activity } from '../../../src/core/activity/activity.ts'
export type { BusinessHours } from '../../../src/core/business-hours/business-hours.ts'
export type { CannedReply } from '../../../src/core/canned-replies/canned-reply.ts'
export type { Company } from '../../../src/core/companies/company.ts'
export type { Contact, Identity, WholeContact } from '../../../src/core/contacts/contact.ts'
export type { Credential } from '../../../src/core/credentials/credential.ts'
export type { Delivery } from '../../../src/core/deliveries/delivery.ts'
export type { Attempt } from '../../../src/core/deliveries/get.ts'
export type { Lane } from '../../../src/core/deliveries/lane.ts'
export type { Department } from '../../../src/core/departments/department.ts'
export type { DeskProfile } from '../../../src/core/desks/desk.ts'
export type { Field } from '../../../src/core/fields/field.ts'
export type { HistoryEntry } from '../../../src/core/history/list.ts'
export type { HookDelivery } from '../../../src/core/hook-deliveries/delivery.ts'
export type { Hook } from '../../../src/core/hooks/hook.ts'
export type { InboundMail } from '../../../src/core/inbound-mail/mail.ts'
export type { Intervention, InterventionField } from '../../../src/core/interventions/intervention.ts'
export type { Run } from '../../../src/core/interventions/run-row.ts'
export type { RunWithForm, RunWithForm as InterventionRun } from '../../../src/core/interventions/runs.ts'
export type { Invitation } from '../../../src/core/invitations/invitation.ts'
export type { TicketLink } from '../../../src/core/links/link.ts'
export type { MailIntakeSettings } from '../../../src/core/mail/intake-settings.ts'
export type { OutboxMail } from '../../../src/core/mail/outbox.ts'
export type { MailSettings } from '../../../src/core/mail/settings.ts'
export type { Mailbox } from '../../../src/core/mailboxes/mailbox.ts'
export type { MailboxStatus } from '../../../src/core/mailboxes/status.ts'
export type { Member } from '../../../src/core/members/member.ts'
export type { ResolutionCategory } from '../../../src/core/resolution-categories/resolution-category.ts'
export type { DryRun } from '../../../src/core/rules/dry-run.ts'
export type { Rule } from '../../../src/core/rules/rule.ts'
export type { RuleRun } from '../../../src/core/rules/runs.ts'
export type { ServiceText } from '../../../src/core/service-texts/service-text.ts'
export type { SignInProvider } from '../../../src/core/sign-in-providers/provider.ts'
export type { SlaPolicy } from '../../../src/core/sla/policy.ts'
export type { SlackConnection } from '../../../src/core/slack/connection.ts'
export type { Status } from '../../../src/core/status/status.ts'
export type { Tag } from '../../../src/core/tags/tag.ts'
export type { Preview } from '../../../src/core/templates/preview.ts'
export type { Draft as TemplateDraft, Template } from '../../../src/core/templates/template.ts'
export type { Version as TemplateVersion } from '../../../src/core/templates/versions.ts'
export type { TicketType } from '../../../src/core/ticket-types/ticket-type.ts'
export type {
  Assignee,
  AttachmentSummary,
  Message,
  Named,
  Participant,
  Person,
  Ticket,
  WholeTicket,
} from '../../../src/core/tickets/ticket.ts'
export type { View } from '../../../src/core/views/view.ts'
export type { Watchlist } from '../../../src/core/watchlists/watchlist.ts'
export type { Webhook } from '../../../src/core/webhooks/webhook.ts'
export type { LinkKind, MemberRole, TicketPriority, TicketStatus } from '../../../src/store/schema.ts'
