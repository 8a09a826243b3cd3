import { eraseSnapshot } from '../tickets/erase/snapshot.ts'

type Audited = {
  /** Why it is in the audit log. */
  because: string
  /** These of the noun alone. */
  only?: string[]
  /** All of the noun but these. */
  not?: string[]
  /** Only ids, states and times are kept: these snapshots say something of customers, and no row is ever erased. */
  bare?: true
}

const AUDITED: Record<string, Audited> = {
  blocklist: { because: 'who may write at all', bare: true },
  business_hours: { because: 'what promises are counted by' },
  canned_reply: { because: 'what everybody says in the desk’s name' },
  contact: {
    because: 'all of a person was taken out, or away',
    only: ['contact.exported', 'contact.erased'],
  },
  credential: { because: 'who may use the API, and for what' },
  department: { because: 'who sees which tickets' },
  department_member: { because: 'who sees which tickets' },
  deliveries: { because: 'what had failed left again', bare: true },
  delivery: { because: 'what had failed left again, or was given up', bare: true },
  desk: { because: 'the desk’s own settings' },
  failed_jobs: { because: 'work was tried again, or given up' },
  field: { because: 'what is asked of everybody' },
  hook: { because: 'what may file tickets from outside' },
  identity_verification: { because: 'whom customers are believed to be' },
  ignored_mail: { because: 'whose mail becomes nothing', bare: true },
  import: { because: 'much came in at once', bare: true },
  intervention: {
    because: 'what may be done to other systems',
    not: ['intervention.run', 'intervention.filled', 'intervention.submitted', 'intervention.confirmed'],
  },
  invitation: { because: 'who was asked in' },
  known_failure: { because: 'what is no longer told of' },
  mail_intake: { because: 'how mail is taken in' },
  mail_retention: { because: 'what is deleted by itself' },
  mail_settings: { because: 'how mail leaves' },
  mailbox: { because: 'which mail comes in' },
  member: { because: 'who works here, and as what', not: ['member.availability_changed'] },
  passkey: { because: 'who may come in, and by what' },
  password: { because: 'who may come in, and by what' },
  resolution_categories: { because: 'what reports are made of' },
  resolution_category: { because: 'what reports are made of' },
  retention: { because: 'what is deleted by itself, and was' },
  rule: { because: 'what Lodge does by itself', not: ['rule.notified'] },
  rules: { because: 'what Lodge does by itself' },
  service_text: { because: 'what customers are told' },
  session: { because: 'who came in, and from where' },
  sign_in: { because: 'who came in, or tried to' },
  sign_in_provider: { because: 'who may come in' },
  sign_in_link: { because: 'who may come in, and by what' },
  sla_policy: { because: 'what customers are promised' },
  slack_connection: { because: 'who is told of tickets' },
  tag: { because: 'what tickets are found by' },
  template: { because: 'what customers are told', not: ['template.draft_saved', 'template.draft_discarded'] },
  ticket: { because: 'what a ticket says of people was erased', only: ['ticket.erased'], bare: true },
  ticket_type: { because: 'what tickets are found by' },
  tickets: { because: 'tickets were deleted' },
  two_factor: { because: 'who may come in, and by what' },
  watched_disk: { because: 'what is warned of' },
  webhook: { because: 'who is told of everything', not: ['webhook.test'] },
}

export const AUDITED_NOUNS: string[] = Object.keys(AUDITED)
/** What to ask the log for: all of these nouns, and of the others these types, as tickets are long and many. */
export const ASKED_NOUNS: string[] = AUDITED_NOUNS.filter((noun) => !AUDITED[noun]?.only)
export const ASKED_TYPES: string[] = Object.values(AUDITED).flatMap(({ only = [] }) => only)

/** What the audit log keeps of an event's snapshot; undefined where the event is not in it. */
export const auditedData = (type: string, text: string): string | undefined => {
  const audited = AUDITED[type.slice(0, type.indexOf('.'))]
  if (!audited || audited.not?.includes(type) || (audited.only && !audited.only.includes(type))) return undefined
  return audited.bare ? JSON.stringify(eraseSnapshot(JSON.parse(text))) : text
}
