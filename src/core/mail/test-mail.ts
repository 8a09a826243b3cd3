import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'

/** Asks for a mail that says nothing but that mail works. It goes the way of all others: by an event. */
export const sendTestMail = async (change: Change, to: string): Promise<{ to: string }> => {
  await recordEvent(change, { type: 'mail.test', data: { to } })
  return { to }
}
