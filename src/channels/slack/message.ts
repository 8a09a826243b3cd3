import type { TicketSnapshot } from '../../core/tickets/ticket.ts'
import { bold, mrkdwn, plain } from './mrkdwn.ts'
import type { Tidings } from './tell.ts'

/** Bounds of Block Kit (docs.slack.dev/reference/block-kit/blocks), in characters. */
const HEADER = 150
const SECTION = 3_000
const FIELD = 2_000
/** Ours: a channel is not for reading whole mails. */
const QUOTE = 1_500
const NAME = 200

type Text = { type: 'plain_text'; text: string; emoji: boolean } | { type: 'mrkdwn'; text: string; verbatim: boolean }
type Button = {
  type: 'button'
  text: Text
  action_id: string
  value?: string
  url?: string
  style?: 'primary'
}
type Block =
  | { type: 'header'; text: Text }
  | { type: 'section'; text: Text }
  | { type: 'section'; fields: Text[] }
  | { type: 'actions'; block_id: string; elements: Button[] }

/** A message: its blocks, and the text of notifications. */
export type SlackMessage = { text: string; blocks: Block[] }

const plainText = (text: string, max: number): Text => ({ type: 'plain_text', text: plain(text, max), emoji: false })
/** `text` is mrkdwn already. */
const marked = (text: string): Text => ({ type: 'mrkdwn', text, verbatim: true })

export const ASSIGN = 'assign_to_me'
export const RESOLVE = 'resolve'
const OPEN = 'open_ticket'

/** The first message of a ticket: what it is, and what can be done about it. */
export const ticketMessage = (
  { line, quote }: Tidings,
  ticket: TicketSnapshot,
  { interactive, ticketUrl }: { interactive: boolean; ticketUrl: string | null },
): SlackMessage => {
  const title = `#${ticket.number} ${ticket.subject}`
  const { requester, assignee } = ticket
  const who = [requester.name, requester.email ?? requester.external_id].filter(Boolean).join(', ')
  const field = (label: string, value: string) => marked(`*${label}*\n${mrkdwn(value || '–', FIELD - 50)}`)
  const buttons = buttonsOf(ticket, interactive, ticketUrl)
  return {
    text: mrkdwn(`${line}: ${title}`, SECTION),
    blocks: [
      { type: 'header', text: plainText(title, HEADER) },
      { type: 'section', text: marked(bold(line, SECTION)) },
      {
        type: 'section',
        fields: [
          field('From', who),
          field('Priority', ticket.priority),
          field('Department', ticket.department.name),
          field('Assignee', assignee?.name || 'nobody yet'),
        ],
      },
      ...quoted(quote),
      ...(buttons.length > 0 ? [{ type: 'actions' as const, block_id: 'ticket', elements: buttons }] : []),
    ],
  }
}

const quoted = (quote: string | undefined): Block[] => {
  const text = quote?.trim()
  return text ? [{ type: 'section', text: plainText(text, QUOTE) }] : []
}

const buttonsOf = (ticket: TicketSnapshot, interactive: boolean, ticketUrl: string | null): Button[] => {
  const button = (action: string, label: string): Button => ({
    type: 'button',
    text: plainText(label, 75),
    action_id: action,
  })
  const url = ticketUrl?.replaceAll('{number}', String(ticket.number)).replaceAll('{id}', ticket.id)
  return [
    ...(interactive
      ? [
          { ...button(ASSIGN, 'Assign to me'), value: ticket.id, style: 'primary' as const },
          { ...button(RESOLVE, 'Resolve'), value: ticket.id },
        ]
      : []),
    ...(url === undefined ? [] : [{ ...button(OPEN, 'Open'), url }]),
  ]
}

/** A later message, under the first one. */
export const threadMessage = ({ line, quote }: Tidings): SlackMessage => ({
  text: mrkdwn(line, SECTION),
  blocks: [{ type: 'section', text: marked(bold(line, SECTION)) }, ...quoted(quote)],
})

export const testMessage = (name: string): SlackMessage => {
  const text = `This is a test from Lodge. “${mrkdwn(name, NAME)}” works.`
  return { text, blocks: [{ type: 'section', text: marked(text) }] }
}
