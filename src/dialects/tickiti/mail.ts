import type { Fault } from './create.ts'

/** The checked body of a mail that is to be sent (their page "Send email API"). */
export type TickitiMail = {
  to_address: string
  subject?: string | undefined
  content?: string | undefined
  template_identifier?: string | undefined
  data?: Record<string, unknown> | undefined
}

export type MailPayload =
  | { shape: 'content'; subject: string; content: string }
  | { shape: 'template'; identifier: string; data: Record<string, unknown> }

const ONE = 'give exactly one of: subject with content, template_identifier'

/** What is to be written: a subject with a content, or what a template makes of the data; exactly one of the two. */
export const readMail = ({
  subject,
  content,
  template_identifier: identifier,
  data = {},
}: TickitiMail): { payload: MailPayload } | { faults: Fault[] } => {
  if (identifier !== undefined) {
    const others = Object.entries({ subject, content }).filter(([, value]) => value !== undefined)
    if (others.length > 0)
      return { faults: others.map(([path]) => ({ path, message: `is one payload too many: ${ONE}` })) }
    return { payload: { shape: 'template', identifier, data } }
  }
  if (subject !== undefined && content !== undefined) return { payload: { shape: 'content', subject, content } }
  const lacking = Object.entries({ subject, content }).filter(([, value]) => value === undefined)
  return { faults: lacking.map(([path]) => ({ path, message: `is required: ${ONE}` })) }
}

/** The answer: who it goes to, from where, and whether by a template. */
export const fromMailed = (to: string, mailbox: string | null, usedTemplate: boolean) => ({
  ok: true as const,
  data: { to_address: to, mailbox, used_template: usedTemplate },
})
