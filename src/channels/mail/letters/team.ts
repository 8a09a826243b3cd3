import { snapshotOf } from '../snapshots.ts'
import { footer } from './footer.ts'
import type { Block } from './layout.ts'
import type { About } from './letter.ts'

/** What a member reads before they open the inbox. */
const TEXT_MAX = 4_000

/** A notice to the team: which ticket, from whom, and what was written. */
export const teamBlocks = (about: About): Block[] => {
  const { words, event, data } = about
  const { ticket, message, rule, text } = snapshotOf(event)
  if (!ticket) return footer(about)
  const { team } = words
  const { requester, department, priority, number } = ticket
  const from = [requester.name, requester.email ?? requester.external_id].filter(Boolean).join(', ')
  return [
    ...(data.kind === 'assignment' ? [{ text: team.assignedBy(number) }] : []),
    ...(data.kind === 'mention' ? [{ text: team.mentionedYou(message?.author.name ?? '') }] : []),
    ...(data.kind === 'rule_notice' ? [{ text: text || (rule?.name ?? '') }] : []),
    { lines: [`${team.from}: ${from}`, `${team.department}: ${department.name}`, `${team.priority}: ${priority}`] },
    ...(message ? [{ text: shorten(message.text) }] : []),
    ...footer(about),
  ]
}

const shorten = (text: string): string =>
  text.length <= TEXT_MAX ? text : `${text.slice(0, TEXT_MAX).toWellFormed()}…`
