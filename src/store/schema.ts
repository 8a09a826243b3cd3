import type { AuditTables } from './tables/audit.ts'
import type { ClockTables } from './tables/clock.ts'
import type { ContactTables } from './tables/contacts.ts'
import type { DeliveryTables } from './tables/deliveries.ts'
import type { DeskDataTables } from './tables/desk-data.ts'
import type { DeskTables } from './tables/desks.ts'
import type { DraftTables } from './tables/drafts.ts'
import type { EventTables } from './tables/events.ts'
import type { FieldTables } from './tables/fields.ts'
import type { HookTables } from './tables/hooks.ts'
import type { ImportTables } from './tables/imports.ts'
import type { InboundMailTables } from './tables/inbound-mail.ts'
import type { MailTables } from './tables/mail.ts'
import type { MailThreadTables } from './tables/mail-threads.ts'
import type { MemberTables } from './tables/members.ts'
import type { ResolutionTables } from './tables/resolutions.ts'
import type { RuleTables } from './tables/rules.ts'
import type { ServiceTables } from './tables/service.ts'
import type { SignInTables } from './tables/sign-in.ts'
import type { SlackTables } from './tables/slack.ts'
import type { TemplateTables } from './tables/templates.ts'
import type { TicketRelationTables } from './tables/ticket-relations.ts'
import type { TicketTables } from './tables/tickets.ts'
import type { ViewTables } from './tables/views.ts'

export type { SlaClock, SlaKind, SlaTargets } from './tables/clock.ts'
export type { IdentityKind } from './tables/contacts.ts'
export type { DeliveryChannel, DeliveryState, WebhookFormat } from './tables/deliveries.ts'
export type { Assignment } from './tables/desks.ts'
export type { FieldKind } from './tables/fields.ts'
export type { HookDeliveryState } from './tables/hooks.ts'
export type { ImportKind, ImportState } from './tables/imports.ts'
export type {
  ImapTls,
  InboundMailState,
  MailboxKind,
  MailCheck,
  MailEnvelope,
  MailMethod,
  MailProvider,
  MailVerdict,
} from './tables/inbound-mail.ts'
export type { MailTls } from './tables/mail.ts'
export type { BounceKind, RemoteImages } from './tables/mail-threads.ts'
export type { Availability, CredentialKind, MemberAccess, MemberRole } from './tables/members.ts'
export type { ServiceTextKind } from './tables/service.ts'
export type { AutoJoinRole, SignInLinkKind } from './tables/sign-in.ts'
export type { SlackConnectionKind } from './tables/slack.ts'
export type { RunState, TemplateType } from './tables/templates.ts'
export type { LinkKind } from './tables/ticket-relations.ts'
export type { BodyFormat, TicketPriority, TicketStatus } from './tables/tickets.ts'

/** The tables as Kysely knows them, a file a noun. bigint comes and goes as a decimal string. */
export type Tables = AuditTables &
  ClockTables &
  ContactTables &
  DeliveryTables &
  DeskDataTables &
  DeskTables &
  DraftTables &
  EventTables &
  FieldTables &
  HookTables &
  ImportTables &
  InboundMailTables &
  MailTables &
  MailThreadTables &
  MemberTables &
  ResolutionTables &
  RuleTables &
  ServiceTables &
  SignInTables &
  SlackTables &
  TemplateTables &
  TicketRelationTables &
  TicketTables &
  ViewTables
