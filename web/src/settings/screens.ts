import { type ComponentType, type LazyExoticComponent, lazy } from 'react'

type Loaded<Props> = LazyExoticComponent<ComponentType<Props>>

/** Every page of the settings by its name in the path; each is loaded when it is opened. */
export const screens: Record<string, Loaded<object>> = {
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
  imports: lazy(() => import('./data/imports.tsx')),
  tags: lazy(() => import('./desk/tags.tsx')),
  webhooks: lazy(() => import('./channels/webhooks.tsx')),
}

/** What opens one thing of a page: `/settings/webhooks/{id}`. */
export const details: Record<string, Loaded<{ id: string }>> = {
  departments: lazy(() => import('./desk/department.tsx')),
  mailboxes: lazy(() => import('./channels/mailbox.tsx')),
  webhooks: lazy(() => import('./channels/webhook.tsx')),
}
