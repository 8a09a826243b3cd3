import type { HookDelivery } from '../../core/hook-deliveries/delivery.ts'
import type { Invitation } from '../../core/invitations/invitation.ts'
import type { Letter } from '../../core/mail/request-mail.ts'
import type { Signature } from '../../core/signatures/signature.ts'
import type { Message, TicketSnapshot } from '../../core/tickets/ticket.ts'
import type { Changes } from '../../core/tickets/update.ts'
import type { LoggedWebhook } from '../../core/webhooks/webhook.ts'
import type { LoggedEvent } from '../channel.ts'

/** What the verbs of core put into their events: data is what they wrote, so its parts have their types. */
type Snapshot = {
  ticket?: TicketSnapshot
  message?: Message
  changes?: Changes
  /** Below the message in its mail. */
  signature?: Signature
  /** The members whom a note names. */
  mentions?: string[]
  options?: { notify?: { requester?: boolean; team?: boolean } }
  lane?: { channel: string; lane: string; name: string; failing_since: string; reason: string | null }
  webhook?: LoggedWebhook
  rule?: { id: string; name: string }
  /** How often it failed. */
  failures?: number
  /** Why a rule was stopped, or a webhook failed. */
  reason?: string | null
  hook?: { id: string; name: string }
  /** What a hook received. */
  delivery?: HookDelivery
  /** Whom a rule tells, and by which channel. */
  channel?: string
  to?: string | null
  text?: string
  letter?: Letter
  invitation?: Invitation
  /** Whose password is to be another one, and by which link. */
  member?: { id: string; name: string }
  link?: { id: string }
}

export const snapshotOf = (event: LoggedEvent): Snapshot => event.data as Snapshot // see above
