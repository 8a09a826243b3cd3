import type { LoggedEvent } from '../../channel.ts'
import type { MailData } from '../mail.ts'
import { snapshotOf } from '../snapshots.ts'

/** RFC 3834, section 5: what answers a message by itself, what comes by itself; a person's mail has no such mark. */
const autoSubmitted = (event: LoggedEvent, kind: MailData['kind']): 'auto-replied' | 'auto-generated' | undefined => {
  if (kind === 'acknowledgement') return 'auto-replied'
  if (kind !== 'answer') return 'auto-generated'
  return snapshotOf(event).message?.author.kind === 'agent' ? undefined : 'auto-replied'
}

/**
 * The marks that keep mails from answering each other, and that let readers decline one. `X-Lodge-Loop` names the desk: a
 * mail that comes back with it is our own.
 */
export const headersOf = (
  deskId: string,
  event: LoggedEvent,
  data: MailData,
  spareUrl: string | null,
): Record<string, string> => {
  const auto = autoSubmitted(event, data.kind)
  return {
    'X-Lodge-Loop': deskId,
    ...(auto ? { 'Auto-Submitted': auto } : {}),
    // Older programs and Exchange heed these, and send no absence notes in return.
    ...(auto && data.kind !== 'answer' ? { Precedence: 'bulk', 'X-Auto-Response-Suppress': 'All' } : {}),
    // RFC 2369 and RFC 8058: one click, which nobody has to sign in for.
    ...(spareUrl ? { 'List-Unsubscribe': `<${spareUrl}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {}),
  }
}
