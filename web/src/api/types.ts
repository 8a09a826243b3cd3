/** The shapes of the API, as the server itself knows them: the one file of the pages that looks into the server, for types alone. */
export type { BusinessHours } from '../../../src/core/business-hours/business-hours.ts'
export type { CannedReply } from '../../../src/core/canned-replies/canned-reply.ts'
export type { Credential } from '../../../src/core/credentials/credential.ts'
export type { Delivery } from '../../../src/core/deliveries/delivery.ts'
export type { Attempt } from '../../../src/core/deliveries/get.ts'
export type { Department } from '../../../src/core/departments/department.ts'
export type { DeskProfile } from '../../../src/core/desks/desk.ts'
export type { Import } from '../../../src/core/imports/import.ts'
export type { InboundMail } from '../../../src/core/inbound-mail/mail.ts'
export type { MailSettings } from '../../../src/core/mail/settings.ts'
export type { Mailbox } from '../../../src/core/mailboxes/mailbox.ts'
export type { MailboxStatus } from '../../../src/core/mailboxes/status.ts'
export type { Member } from '../../../src/core/members/member.ts'
export type { ServiceText } from '../../../src/core/service-texts/service-text.ts'
export type { SlaPolicy } from '../../../src/core/sla/policy.ts'
export type { Tag } from '../../../src/core/tags/tag.ts'
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
export type { Webhook } from '../../../src/core/webhooks/webhook.ts'
export type { MemberRole, TicketPriority, TicketStatus } from '../../../src/store/schema.ts'
