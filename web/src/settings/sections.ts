import type { SettingsTexts } from './texts.ts'

/** Whether a page is for somebody with these scopes. */
export const mayOpen = (scopes: readonly string[], { scope }: { scope?: string }): boolean =>
  !scope || scopes.includes('admin') || scopes.includes(scope)

/** The pages of the settings, by what they are about. Those with a scope are shown to who has it. */
export const sections = (
  t: SettingsTexts,
): { title: string; pages: { page: string; label: string; scope?: string }[] }[] => [
  {
    title: t.sections.you,
    pages: [{ page: 'account', label: t.pages.account }],
  },
  {
    title: t.sections.desk,
    pages: [
      { page: 'desk', label: t.pages.desk, scope: 'admin' },
      { page: 'members', label: t.pages.members, scope: 'settings:read' },
      { page: 'departments', label: t.pages.departments, scope: 'settings:read' },
      { page: 'ticket-types', label: t.pages.ticketTypes, scope: 'settings:read' },
      { page: 'fields', label: t.pages.fields, scope: 'settings:read' },
      { page: 'resolution-categories', label: t.pages.resolutionCategories, scope: 'settings:read' },
      { page: 'tags', label: t.pages.tags, scope: 'settings:read' },
      { page: 'business-hours', label: t.pages.businessHours, scope: 'settings:read' },
      { page: 'sla', label: t.pages.sla, scope: 'settings:read' },
      { page: 'sign-in', label: t.pages.signIn, scope: 'admin' },
    ],
  },
  {
    title: t.sections.channels,
    pages: [
      { page: 'mailboxes', label: t.pages.mailboxes, scope: 'admin' },
      { page: 'mail', label: t.pages.mail, scope: 'admin' },
      { page: 'outbox', label: t.pages.outbox, scope: 'admin' },
      { page: 'credentials', label: t.pages.credentials, scope: 'admin' },
      { page: 'hooks', label: t.pages.hooks, scope: 'admin' },
      { page: 'webhooks', label: t.pages.webhooks, scope: 'admin' },
      { page: 'slack', label: t.pages.slack, scope: 'admin' },
      { page: 'blocklist', label: t.pages.blocklist, scope: 'admin' },
      { page: 'identity-verification', label: t.pages.identityVerification, scope: 'admin' },
    ],
  },
  {
    title: t.sections.answers,
    pages: [
      { page: 'canned-replies', label: t.pages.cannedReplies, scope: 'tickets:read' },
      { page: 'templates', label: t.pages.templates, scope: 'settings:read' },
      { page: 'interventions', label: t.pages.interventions, scope: 'settings:read' },
      { page: 'rules', label: t.pages.rules, scope: 'settings:read' },
      { page: 'languages', label: t.pages.languages, scope: 'settings:read' },
    ],
  },
  {
    title: t.sections.data,
    pages: [
      { page: 'imports', label: t.pages.imports, scope: 'admin' },
      { page: 'retention', label: t.pages.retention, scope: 'admin' },
      { page: 'erasures', label: t.pages.erasures, scope: 'admin' },
      { page: 'audit', label: t.pages.audit, scope: 'admin' },
      { page: 'status', label: t.pages.status, scope: 'settings:read' },
    ],
  },
]
