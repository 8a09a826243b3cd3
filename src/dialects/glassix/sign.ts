import { createHmac } from 'node:crypto'

/**
 * What a receiver knows its sender by, with the department's API secret (their page "Validate outbound webhooks and API"):
 * a signature of the body, and one of the date. Their C# client reads the latter under another name than that page says, so
 * both are sent.
 */
export const glassixSignatures = (secret: string, at: Date, body: string): Record<string, string> => {
  const date = at.toISOString()
  const ofDate = hmac(secret, date)
  return {
    'x-hub-signature': hmac(secret, body),
    'x-glassix-auth-date': date,
    'x-glassix-auth-signature': ofDate,
    'x-glassix-auth': ofDate,
  }
}

const hmac = (secret: string, text: string): string => `sha1=${createHmac('sha1', secret).update(text).digest('hex')}`
