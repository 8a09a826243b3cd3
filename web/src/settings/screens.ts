import { type ComponentType, type LazyExoticComponent, lazy } from 'react'

type Loaded<Props> = LazyExoticComponent<ComponentType<Props>>

/** Every page of the settings by its name in the path; each is loaded when it is opened. */
export const screens: Record<string, Loaded<object>> = {
  account: lazy(() => import('./you/account.tsx')),
  departments: lazy(() => import('./desk/departments.tsx')),
  'ticket-types': lazy(() => import('./desk/ticket-types.tsx')),
  credentials: lazy(() => import('./channels/credentials.tsx')),
  'business-hours': lazy(() => import('./desk/business-hours.tsx')),
  sla: lazy(() => import('./desk/sla.tsx')),
  'canned-replies': lazy(() => import('./answers/canned-replies.tsx')),
  desk: lazy(() => import('./desk/desk.tsx')),
  languages: lazy(() => import('./answers/languages.tsx')),
  blocklist: lazy(() => import('./channels/blocklist.tsx')),
  'identity-verification': lazy(() => import('./channels/identity-verification.tsx')),
  mailboxes: lazy(() => import('./channels/mailboxes.tsx')),
  mail: lazy(() => import('./channels/mail.tsx')),
  members: lazy(() => import('./desk/members.tsx')),
  'sign-in': lazy(() => import('./desk/sign-in.tsx')),
  audit: lazy(() => import('./data/audit.tsx')),
  erasures: lazy(() => import('./data/erasures.tsx')),
  retention: lazy(() => import('./data/retention.tsx')),
  'resolution-categories': lazy(() => import('./desk/resolution-categories.tsx')),
  tags: lazy(() => import('./desk/tags.tsx')),
  fields: lazy(() => import('./desk/fields.tsx')),
  interventions: lazy(() => import('./answers/interventions/interventions.tsx')),
  rules: lazy(() => import('./answers/rules/rules.tsx')),
  templates: lazy(() => import('./answers/templates/templates.tsx')),
  webhooks: lazy(() => import('./channels/webhooks.tsx')),
  hooks: lazy(() => import('./channels/hooks/hooks.tsx')),
  slack: lazy(() => import('./channels/slack/slack.tsx')),
  outbox: lazy(() => import('./channels/outbox/outbox.tsx')),
  status: lazy(() => import('./data/status.tsx')),
}

/** What opens one thing of a page: `/settings/webhooks/{id}`. */
export const details: Record<string, Loaded<{ id: string }>> = {
  departments: lazy(() => import('./desk/department.tsx')),
  mailboxes: lazy(() => import('./channels/mailbox.tsx')),
  interventions: lazy(() => import('./answers/interventions/intervention.tsx')),
  rules: lazy(() => import('./answers/rules/rule.tsx')),
  templates: lazy(() => import('./answers/templates/template.tsx')),
  webhooks: lazy(() => import('./channels/webhook.tsx')),
  hooks: lazy(() => import('./channels/hooks/hook.tsx')),
  slack: lazy(() => import('./channels/slack/connection.tsx')),
  outbox: lazy(() => import('./channels/outbox/mail.tsx')),
}
