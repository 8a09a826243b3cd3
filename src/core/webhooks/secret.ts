import { randomBytes } from 'node:crypto'

const PREFIX = 'whsec_'

/** A new signing secret as Standard Webhooks writes one: 256 random bits in base64 behind a prefix. */
export const newWebhookSecret = (): string => PREFIX + randomBytes(32).toString('base64')

/** The bytes that a secret signs with. */
export const signingKey = (secret: string): Buffer => Buffer.from(secret.slice(PREFIX.length), 'base64')

/** What a webhook's secrets are sealed for. */
export const sealingOf = (deskId: string, id: string) => ({ deskId, purpose: `webhook/${id}` })
