import type { NewTicket } from '../../core/tickets/create.ts'
import type { TicketStatus } from '../../store/schema.ts'
import { RARE_STORY } from './more-stories.ts'
import { AGENTS, CUSTOMERS, type Customer, HEBREW_CUSTOMERS } from './people.ts'
import { chance, inOffice } from './rhythm.ts'
import { STORIES } from './stories.ts'
import type { Reply, Story } from './story.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** What happens to a ticket after it was filed, at its moment, and what its status is then. */
type Turn = { at: Date; reply: Reply | undefined; status: TicketStatus | undefined }
type Rating = { at: Date; score: number; comment: string | null }

/** A ticket as it comes in, open, and what became of it up to now. */
type DemoTicket = {
  ticket: NewTicket
  story: Story
  agent: (typeof AGENTS)[number]
  turns: Turn[]
  rating: Rating | undefined
  snoozedUntil: Date | undefined
}

/** One of so many tickets is the one with everything, the first among the first fifty. */
const RARELY = 120
const RARE_PLACE = 41

const CHANNELS: Record<Story['source'], string> = { email: 'email', 'web form': 'hook', app: 'api', chat: 'widget' }

/** The ticket at a place, from 0, opened at a moment: always the same one, but for the moments. */
export const demoTicket = (place: number, openedAt: number, now: number): DemoTicket => {
  // Seven shares no divisor with either length: neighbours differ in who and in what, and all pairs come up.
  const story = place % RARELY === RARE_PLACE ? RARE_STORY : STORIES[(place * 7) % STORIES.length]
  const agent = AGENTS[Math.floor(chance(place, 2) * AGENTS.length)]
  if (!story || !agent) throw new Error('a demo without stories or people')
  const customer = customerOf(place, story)
  const turns = turnsOf(story, place, openedAt, now)
  const isNobodys = turns.length === 0 && chance(place, 3) < 0.7
  const ticket: NewTicket = {
    requester: { externalId: null, email: customer.email, name: customer.name },
    subject: story.subject,
    body: { format: 'text', source: `${story.opening}\n\n${customer.name}\n${customer.company}` },
    channel: CHANNELS[story.source],
    source: story.source,
    status: 'open',
    priority: story.priority,
    department: story.department ?? null,
    type: null,
    assignee: isNobodys ? null : agent.email,
    tags: story.tags,
    fields: { plan: customer.plan },
    metadata: { company: customer.company },
    culture: story.language === 'he' ? 'he-IL' : null,
    participants: [],
    externalRef: null,
    openedAt: new Date(openedAt),
    at: new Date(openedAt),
    closedAt: null,
    snoozedUntil: null,
    attachments: [],
    public: true,
    // Nobody is to get mail for what never happened.
    notify: { requester: false, team: false },
    ai: { answer: false },
  }
  const snoozedUntil = story.status === 'snoozed' ? new Date(now + 3 * DAY_MS) : undefined
  return { ticket, story, agent, turns, rating: ratingOf(turns, place, now), snoozedUntil }
}

const customerOf = (place: number, { language }: Story): Customer => {
  const people = language === 'he' ? HEBREW_CUSTOMERS : CUSTOMERS
  const customer = people[(place * 7 + Math.floor(place / STORIES.length)) % people.length]
  if (!customer) throw new Error('a demo without customers')
  return customer
}

/** As far as the conversation came by now: whoever answers is at work, and some take their time. */
const turnsOf = (story: Story, place: number, openedAt: number, now: number): Turn[] => {
  const turns: Turn[] = []
  let at = openedAt
  const say = (reply: Reply | undefined, status: TicketStatus | undefined, minutes: number) => {
    at = inOffice(at + minutes * MINUTE_MS)
    if (at < now) turns.push({ at: new Date(at), reply, status })
  }
  const hurry = { urgent: 0.2, high: 0.5, normal: 1, low: 1.6 }[story.priority]
  const takes = (turn: number) => (4 + 200 * chance(place, 10 + turn) ** 3) * hurry
  for (const [turn, reply] of story.replies.entries()) {
    const isLast = turn === story.replies.length - 1
    say(reply, isLast ? story.status : statusAfter(reply), takes(turn))
  }
  if (story.ending) {
    at += (2 + 8 * chance(place, 4)) * DAY_MS
    for (const [turn, reply] of story.ending.entries()) {
      const isLast = turn === (story.ending.length ?? 0) - 1
      say(reply, isLast ? 'resolved' : statusAfter(reply), takes(20 + turn))
    }
  }
  const isDone = story.ending !== undefined || story.status === 'resolved'
  if (isDone && chance(place, 5) < 0.5) say(undefined, 'closed', 4 * 24 * 60)
  return turns
}

/** An answer waits for the customer, whose own opens the ticket again. */
const statusAfter = ({ by }: Reply): TicketStatus | undefined => (by === 'agent' ? 'pending' : undefined)

const COMMENTS: Record<number, string> = {
  5: 'Quick and friendly, thank you!',
  4: 'Good answer, took a little while.',
  3: 'It works, but I had to ask twice.',
  2: 'Too slow for something this urgent.',
  1: 'Nobody told me what went wrong.',
}

/** Two of five customers say what they thought of it, most of them well. */
const ratingOf = (turns: Turn[], place: number, now: number): Rating | undefined => {
  const done = turns.at(-1)
  const isDone = done?.status === 'resolved' || done?.status === 'closed'
  if (!isDone || chance(place, 6) > 0.4) return undefined
  const at = new Date(done.at.getTime() + (1 + 20 * chance(place, 7)) * HOUR_MS)
  if (at.getTime() >= now) return undefined
  const luck = chance(place, 8)
  const score = luck < 0.56 ? 5 : luck < 0.82 ? 4 : luck < 0.92 ? 3 : luck < 0.97 ? 2 : 1
  return { at, score, comment: chance(place, 9) < 0.5 ? (COMMENTS[score] ?? null) : null }
}
