import type { Template } from '../../core/templates/template.ts'

/** A template in their words: `content` is what `format` says, html of what came by this contract. */
export const toTheirTemplate = (template: Template) => ({
  id: template.id,
  type: template.type,
  identifier: template.identifier,
  title: template.name,
  subject: template.subject,
  content: template.body,
  format: template.format,
  category: template.category,
  subcategory: template.subcategory,
  enabled: template.enabled,
  suppress_notification: template.suppress_notification,
  queue: template.department?.name ?? null,
  queue_id: template.department?.id ?? null,
  version: template.version,
  created_at: template.created_at,
  updated_at: template.updated_at,
})

/** Whether a search for some text finds it: in what it is called, or in what it says. Nothing finds everything. */
export const matchesSearch = ({ identifier, name, subject, body }: Template, q: string): boolean => {
  const wanted = q.trim().toLowerCase()
  return [identifier, name, subject, body].some((text) => text.toLowerCase().includes(wanted))
}
