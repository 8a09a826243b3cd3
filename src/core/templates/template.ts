import type { BodyFormat, TemplateType } from '../../store/schema.ts'
import type { Named } from '../tickets/ticket.ts'

export type Text = { subject: string; body: string }
export type Translations = Record<string, Text>

/** All that a version is a version of. */
export type Texts = Text & {
  format: BodyFormat
  translations: Translations
}

/** Texts that are worked on and not used yet. */
export type Draft = Texts & { updated_at: string }

export type Template = {
  id: string
  type: TemplateType
  /** What contracts and rules call it: unique on its desk, in any case. */
  identifier: string
  name: string
  /** What the body is written in, in every language. */
  format: BodyFormat
  subject: string
  body: string
  /** By culture (`he`, `pt-BR`): what takes the place of subject and body. */
  translations: Translations
  /** Who it is for; null for all. */
  department: Named | null
  enabled: boolean
  /** Whether a ticket that is filed with it is acknowledged to its requester by nobody. */
  suppress_notification: boolean
  /** Shelves of the owner's own; empty for none. */
  category: string
  subcategory: string
  /** Which version its texts are, from 1. */
  version: number
  has_draft: boolean
  created_at: string
  updated_at: string
  archived_at: string | null
}

export type TemplateRow = Omit<Template, 'department' | 'created_at' | 'updated_at' | 'archived_at'> & {
  department_id: string | null
  department_name: string | null
  created_at: Date
  updated_at: Date
  archived_at: Date | null
}

export const toTemplate = (row: TemplateRow): Template => ({
  id: row.id,
  type: row.type,
  identifier: row.identifier,
  name: row.name,
  format: row.format,
  subject: row.subject,
  body: row.body,
  translations: row.translations,
  department: row.department_id === null ? null : { id: row.department_id, name: row.department_name ?? '' },
  enabled: row.enabled,
  suppress_notification: row.suppress_notification,
  category: row.category,
  subcategory: row.subcategory,
  version: row.version,
  has_draft: row.has_draft,
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
  archived_at: row.archived_at?.toISOString() ?? null,
})

/** A template's text for a culture: that culture's, else its language's, else the template's own. */
export const textFor = (
  { subject, body, translations }: Pick<Template, 'subject' | 'body' | 'translations'>,
  culture: string,
): Text => {
  const language = culture.split('-')[0] ?? ''
  for (const one of [culture, language]) {
    // By own keys: a culture is whatever a caller sent.
    const found = Object.hasOwn(translations, one) ? translations[one] : undefined
    if (found) return found
  }
  return { subject, body }
}

export const textsOf = ({ format, subject, body, translations }: Texts): Texts => ({
  format,
  subject,
  body,
  translations,
})
