import { cleanAddress } from '../bytes/addresses.ts'

export type FeedbackReport = { feedbackType: string; recipients: string[] }

/** The message/feedback-report of RFC 5965, section 3. Providers often take the complainer's address out. */
export const readFeedbackReport = (text: string): FeedbackReport => {
  const values = (name: string): string[] =>
    [
      ...text
        .replace(/\r\n/g, '\n')
        .replace(/\n[ \t]+/g, ' ')
        .matchAll(new RegExp(`^${name}:[ \\t]*(.{1,1000})$`, 'gim')),
    ].map(([, value = '']) => value.trim())
  const recipients = [...values('Original-Rcpt-To'), ...values('Removal-Recipient')]
    .map((value) => cleanAddress(value.replace(/^[^;]{1,40};/, '').trim()))
    .filter((address) => address !== undefined)
  return { feedbackType: values('Feedback-Type')[0]?.toLowerCase() ?? 'abuse', recipients: [...new Set(recipients)] }
}
