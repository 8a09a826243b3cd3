import type { SlackConnection } from '../../../api/types.ts'
import type { Body } from '../../form/paths.ts'

/** What a new connection starts with: what a desk wants to hear of first. */
export const newConnection = (origin: string): Body => ({
  kind: 'app',
  name: 'Slack',
  bot_token: '',
  signing_secret: '',
  webhook_url: '',
  ticket_url: `${origin}/inbox/tickets/{number}`,
  routes: [NEW_ROUTE],
})

export const NEW_ROUTE: Body = { happenings: ['new_ticket'], channel: '', departments: [], priorities: [] }

/** The form of one that is there; `oneWay` is the form's own. */
export const fromConnection = ({ kind, name, enabled, ticket_url, routes }: SlackConnection): Body => ({
  kind,
  name,
  enabled,
  bot_token: '',
  signing_secret: '',
  webhook_url: '',
  oneWay: false,
  ticket_url,
  routes: routes.map((route) => ({ ...route, channel: route.channel ?? '' })),
})

/** What the API takes: the fields of its kind, secrets where one is typed, and of an incoming webhook no channel. */
export const toConnectionBody = (values: Body): Body => {
  const { kind, enabled, oneWay } = values
  const isNew = enabled === undefined
  const own: readonly string[] = kind === 'app' ? ['bot_token', 'signing_secret'] : ['webhook_url']
  const secrets = Object.fromEntries(own.flatMap((name) => (values[name] ? [[name, values[name]]] : [])))
  return {
    ...(isNew ? { kind } : { enabled }),
    name: values.name,
    ticket_url: values.ticket_url === '' || values.ticket_url === undefined ? null : values.ticket_url,
    // newConnection's and fromConnection's own rows, as the routes' field has changed them.
    routes: (values.routes as Body[]).map((route) => ({
      happenings: route.happenings ?? [],
      channel: kind === 'app' && route.channel ? route.channel : null,
      departments: route.departments ?? [],
      priorities: route.priorities ?? [],
    })),
    ...secrets,
    ...(oneWay === true ? { signing_secret: null } : {}),
  }
}
