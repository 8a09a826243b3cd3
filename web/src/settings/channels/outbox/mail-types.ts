import type { OutboxMail } from '../../../api/types.ts'
import type { Tone } from '../../../ui/badge.tsx'
import type { SettingsTexts } from '../../texts.ts'

/** A mail as it can be read. */
export type ReadableMail = OutboxMail & {
  text: string
  html: string
  headers: { name: string; value: string }[]
  attachments: { name: string; media_type: string }[]
  raw: string | null
}

export const TONES: Record<OutboxMail['state'], Tone> = {
  pending: 'info',
  sending: 'info',
  sent: 'ok',
  caught: 'warn',
  failed: 'danger',
}

/** What a mail is for, in words; a kind that is newer than this page, as the server names it. */
export const kindOf = (t: SettingsTexts['outbox'], kind: string): string =>
  kind in t.kinds ? t.kinds[kind as keyof typeof t.kinds] : kind // just looked up
