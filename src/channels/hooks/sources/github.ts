import { at, listAt, textAt } from '../read.ts'
import { isSigned } from '../signature.ts'
import type { HookSource } from '../source.ts'
import { tidyNested } from '../tidy.ts'

/**
 * GitHub: an issue that is opened. https://docs.github.com/en/webhooks/webhook-events-and-payloads#issues
 * Signature: https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
 */
export const github: HookSource = {
  title: 'GitHub',
  signing: 'the secret that you give the webhook under Settings > Webhooks',
  verify: ({ headers, body }, secret) =>
    isSigned(headers['x-hub-signature-256'], secret, [body], { algorithm: 'sha256', encoding: 'hex' }, 'sha256='),
  deliveryId: (_payload, headers) => headers['x-github-delivery'],
  toDraft: (given, headers) => {
    // As a form, GitHub sends the same JSON in a field `payload`.
    const payload = fromForm(given)
    const event = headers['x-github-event'] ?? 'issues'
    const action = textAt(payload, 'action')
    if (event === 'ping') return { ignored: 'GitHub’s ping: the hook works.' }
    if (event !== 'issues' || action !== 'opened') {
      return { ignored: `GitHub's ${[event, action].filter(Boolean).join('.')} makes no ticket.` }
    }
    const issue = at(payload, 'issue')
    const user = textAt(issue, 'user', 'id')
    return {
      externalId: user === undefined ? undefined : `github:${user}`,
      name: textAt(issue, 'user', 'login'),
      subject: textAt(issue, 'title'),
      body: textAt(issue, 'body'),
      format: 'markdown',
      tags: listAt(issue, 'labels').flatMap((label) => textAt(label, 'name') ?? []),
      externalRef: textAt(issue, 'html_url'),
    }
  },
}

const fromForm = (payload: unknown): unknown => {
  const text = at(payload, 'payload')
  return typeof text === 'string' ? (tidyNested(text) ?? payload) : payload
}
