import type { SlackConnectionKind } from '../../store/schema.ts'
import type { SlackRoute } from './route.ts'

/** A way into a Slack workspace, as the API shows it: its secrets never. */
export type SlackConnection = {
  id: string
  name: string
  /** `app`: threads, buttons and replies. `incoming_webhook`: single messages to its one channel. */
  kind: SlackConnectionKind
  enabled: boolean
  /** The last characters of the token or URL. */
  hint: string
  /** Whether Slack's requests can be checked: without, there are no buttons, and replies stay in Slack. */
  interactive: boolean
  routes: SlackRoute[]
  /** Where a ticket's page is, `{number}` and `{id}` standing for its own. */
  ticket_url: string | null
  /** What Slack is to be given as its request URLs, behind this Lodge's address; null where nothing comes back. */
  interactions_path: string | null
  events_path: string | null
  created_at: string
  updated_at: string
}

export const CONNECTION = [
  'id',
  'name',
  'kind',
  'is_enabled',
  'signing_secret',
  'hint',
  'routes',
  'ticket_url',
  'created_at',
  'updated_at',
] as const

type ConnectionRow = {
  id: string
  name: string
  kind: SlackConnectionKind
  is_enabled: boolean
  signing_secret: Buffer | null
  hint: string
  routes: unknown[]
  ticket_url: string | null
  created_at: Date
  updated_at: Date
}

export const toConnection = (row: ConnectionRow): SlackConnection => {
  const interactive = row.signing_secret !== null
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    enabled: row.is_enabled,
    hint: row.hint,
    interactive,
    routes: row.routes as SlackRoute[], // written by the verbs here, in this shape
    ticket_url: row.ticket_url,
    interactions_path: interactive ? `/slack/interactions/${row.id}` : null,
    events_path: interactive ? `/slack/events/${row.id}` : null,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  }
}

/** The end of a secret: enough to tell two apart, too little to guess the rest. */
export const hintOf = (secret: string): string => `…${secret.slice(-4)}`
