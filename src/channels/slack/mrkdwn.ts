/** Slack's control characters, and no others (docs.slack.dev/messaging/formatting-message-text#escaping). */
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/**
 * Text as mrkdwn that shows it as it is: no mention, link or channel comes of it. At most `max` UTF-16 units; what is cut
 * ends with an ellipsis, and never within a character or an entity.
 */
export const mrkdwn = (text: string, max: number): string => bounded(text, max, (one) => ENTITIES[one] ?? one)

/** The same for a plain_text object, in which nothing needs escaping. */
export const plain = (text: string, max: number): string => bounded(text, max, (one) => one)

const bounded = (text: string, max: number, write: (one: string) => string): string => {
  let written = ''
  /** How much of it leaves room for an ellipsis. */
  let safe = 0
  for (const one of text.toWellFormed()) {
    const next = write(one)
    if (written.length + next.length > max) return `${written.slice(0, safe)}…`
    written += next
    if (written.length < max) safe = written.length
  }
  return written
}

/** Bold, where mrkdwn's own marks in the text cannot end it. */
export const bold = (text: string, max: number): string => `*${mrkdwn(text.replaceAll('*', '∗'), max - 2)}*`

/** What somebody wrote in Slack as plain text: `<https://a.example|A>` becomes `A (https://a.example)`. */
export const fromMrkdwn = (text: string): string =>
  text
    .replaceAll(/<([^<>|]*)(?:\|([^<>]*))?>/g, (_, target: string, label: string | undefined) => {
      if (target.startsWith('!')) return `@${label ?? target.slice(1).replace(/[\^|].*$/, '')}`.replace('@@', '@')
      if (target.startsWith('@')) return `@${label ?? target.slice(1)}`
      if (target.startsWith('#')) return `#${label ?? target.slice(1)}`
      const address = target.replace(/^mailto:/, '')
      return label === undefined || label === address ? address : `${label} (${address})`
    })
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
