import { timingSafeEqual } from 'node:crypto'
import { hashSecret } from '../../../../core/credentials/secret.ts'
import type { MailVerdict } from '../../../../store/schema.ts'

/** A request as a provider made it. */
export type PostedMail = { contentType: string | null; headers: Record<string, string>; body: Buffer }

/** A mail as a provider handed it over. */
type ProvidedMail = {
  raw: Buffer
  from: string | null
  to: string[]
  ip: string | null
  helo: string | null
  /** What the provider found out of its sender; null where it does not say. */
  verdict: MailVerdict | null
  /** What the provider knows it by. */
  id: string | null
}

export type Reading =
  | { state: 'mail'; mail: ProvidedMail }
  /** Nothing of a mail, and answered for. */
  | { state: 'done' }
  /** `unsigned`: not by the provider. `unusable`: what to set differently there, for whoever set it up. */
  | { state: 'unsigned' | 'unusable'; detail: string }
  /** What is needed to tell cannot be had just now. */
  | { state: 'later'; detail: string }

/** A provider's way to post mail. `key` is what it signs by, null where nobody has set one. */
export type ProviderReader = (posted: PostedMail, key: string | null) => Reading | Promise<Reading>

/** Compares texts without telling by time where they differ. */
export const sameText = (given: string, wanted: string): boolean =>
  timingSafeEqual(hashSecret(given), hashSecret(wanted))

/** An object out of JSON; undefined where it is none. */
export const jsonObject = (text: string): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
    return value as Record<string, unknown> // an object, as was just seen
  } catch {
    return undefined
  }
}

export const stringOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

export const stringsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
