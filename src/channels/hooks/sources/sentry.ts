import { at, show, textAt } from '../read.ts'
import { isSigned } from '../signature.ts'
import type { Draft, HookSource } from '../source.ts'

/**
 * Sentry's issue alerts and new issues. They are from Sentry itself: the user who met the error, if any, is named in the
 * body; map `/data/event/user/email` to make it theirs.
 * https://docs.sentry.io/organization/integrations/integration-platform/webhooks/issue-alerts/
 * Signature: https://docs.sentry.io/organization/integrations/integration-platform/webhooks/#verifying-the-signature
 */
export const sentry: HookSource = {
  title: 'Sentry',
  signing: 'the client secret of your internal integration',
  verify: ({ headers, body }, secret) =>
    isSigned(headers['sentry-hook-signature'], secret, [body], { algorithm: 'sha256', encoding: 'hex' }),
  // Two rules that one event sets off are one ticket.
  deliveryId: (payload, headers) => {
    const id = textAt(payload, 'data', 'event', 'event_id') ?? textAt(payload, 'data', 'issue', 'id')
    return id && [headers['sentry-hook-resource'] ?? '', textAt(payload, 'action') ?? '', id].join('/')
  },
  toDraft: (payload, headers) => {
    const resource = headers['sentry-hook-resource'] ?? (at(payload, 'data', 'event') ? 'event_alert' : 'issue')
    const what = `${resource}.${textAt(payload, 'action') ?? ''}`
    if (what === 'event_alert.triggered') return fromAlert(at(payload, 'data', 'event'), at(payload, 'data'))
    if (what === 'issue.created') return fromIssue(at(payload, 'data', 'issue'))
    return { ignored: `Sentry's ${what} makes no ticket.` }
  },
}

const fromAlert = (event: unknown, data: unknown): Draft => ({
  ...FROM_SENTRY,
  subject: textAt(event, 'title') ?? textAt(event, 'message'),
  body: lines({
    Error: textAt(event, 'title'),
    Message: textAt(event, 'message'),
    Where: textAt(event, 'culprit'),
    Rule: textAt(data, 'triggered_rule'),
    Environment: textAt(event, 'environment'),
    Release: textAt(event, 'release'),
    User: show(at(event, 'user')),
    Page: textAt(event, 'request', 'url'),
    Sentry: textAt(event, 'web_url'),
  }),
  priority: priorityOf(event),
  externalRef: textAt(event, 'issue_id') ?? textAt(event, 'event_id'),
})

const fromIssue = (issue: unknown): Draft => ({
  ...FROM_SENTRY,
  subject: textAt(issue, 'title'),
  body: lines({
    Error: textAt(issue, 'title'),
    Where: textAt(issue, 'culprit'),
    Project: textAt(issue, 'project', 'name'),
    Sentry: textAt(issue, 'web_url') ?? textAt(issue, 'permalink'),
  }),
  priority: priorityOf(issue),
  externalRef: textAt(issue, 'id'),
})

const FROM_SENTRY = { externalId: 'sentry', name: 'Sentry' }

const lines = (fields: Record<string, string | undefined>): string =>
  Object.entries(fields)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]))
    .join('\n')

const priorityOf = (event: unknown): Draft['priority'] => {
  const level = textAt(event, 'level')
  if (level === 'fatal') return 'urgent'
  return level === 'error' ? 'high' : 'normal'
}
