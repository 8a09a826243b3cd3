import { snapshotOf } from '../snapshots.ts'
import type { Block } from './layout.ts'
import type { About } from './letter.ts'

/** A receiver wants no more, so it gets no more until an owner says otherwise. */
export const webhookDisabledBlocks = ({ words, event }: About): Block[] => {
  const { webhook } = snapshotOf(event)
  if (!webhook) return []
  const { text, mend } = words.owners.webhookDisabled
  return [...why(text(webhook.host), webhook.disabled_reason), { text: mend(`/v1/webhooks/${webhook.id}`) }]
}

/** A receiver fails time and again; what is meant for it waits. */
export const webhookFailingBlocks = ({ words, event }: About): Block[] => {
  const { webhook, failures = 0, reason = null } = snapshotOf(event)
  if (!webhook) return []
  const { text, mend } = words.owners.webhookFailing
  const log = `/v1/deliveries?channel=webhook&lane=${webhook.id}`
  return [...why(text(webhook.host, failures), reason), { text: mend(log, `/v1/webhooks/${webhook.id}`) }]
}

/** Rules went in circles, or did too much to one ticket. */
export const ruleStoppedBlocks = ({ words, event }: About): Block[] => {
  const { rule, ticket, reason = null } = snapshotOf(event)
  if (!rule || !ticket) return []
  const { text, mend } = words.owners.ruleStopped
  const runs = `/v1/tickets/${ticket.number}/rule-runs`
  return [...why(text(rule.name, ticket.number), reason), { text: mend(`/v1/rules/${rule.id}`, runs) }]
}

/** What came to a hook is kept, and is no ticket yet. */
export const hookQuarantinedBlocks = ({ words, event }: About): Block[] => {
  const { hook, delivery } = snapshotOf(event)
  if (!hook || !delivery) return []
  const { text, mend } = words.owners.hookQuarantined
  const path = `/v1/hooks/${hook.id}`
  return [...why(text(hook.name), delivery.detail), { text: mend(`${path}/deliveries/${delivery.id}`, path) }]
}

const why = (text: string, reason: string | null): Block[] => [{ text }, ...(reason === null ? [] : [{ text: reason }])]
