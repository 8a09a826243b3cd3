import type { NewTicket } from '../../core/tickets/create.ts'
import { AGENTS, CUSTOMERS } from './people.ts'
import { STORIES, type Story } from './stories.ts'

const HOUR_MS = 3_600_000

/** Ten tickets a day, the last one an hour before `now`. */
const ageOf = (place: number, count: number): number => (count - place) * 2.4 * HOUR_MS - 1.4 * HOUR_MS

/** A ticket as it comes in, open; what follows brings it to the story's own status. */
type DemoTicket = { ticket: NewTicket; story: Story; agent: (typeof AGENTS)[number]; snoozedUntil: Date | undefined }

/** The ticket at a place of `count`, from 0: always the same one, but for the moments, which end at `now`. */
export const demoTicket = (place: number, count: number, now: number): DemoTicket => {
  // Seven shares no divisor with either length: neighbours differ in who and in what, and all pairs come up.
  const story = STORIES[(place * 7) % STORIES.length]
  const customer = CUSTOMERS[(place * 7 + Math.floor(place / STORIES.length)) % CUSTOMERS.length]
  const agent = AGENTS[place % AGENTS.length]
  if (!story || !customer || !agent) throw new Error('a demo without stories or people')
  const ticket: NewTicket = {
    requester: { externalId: null, email: customer.email, name: customer.name },
    subject: story.subject,
    body: { format: 'text', source: `${story.opening}\n\n${customer.name}\n${customer.company}` },
    channel: story.source === 'email' ? 'email' : 'api',
    source: story.source,
    status: 'open',
    priority: story.priority,
    department: null,
    type: null,
    assignee: story.status === 'open' && place % 2 === 0 ? null : agent.email,
    tags: story.tags,
    fields: { plan: customer.plan },
    metadata: { company: customer.company },
    culture: null,
    participants: [],
    externalRef: null,
    openedAt: new Date(now - ageOf(place, count)),
    closedAt: null,
    snoozedUntil: null,
    attachments: [],
    public: true,
    // Nobody is to get mail for what never happened.
    notify: { requester: false, team: false },
    ai: { answer: false },
  }
  return { ticket, story, agent, snoozedUntil: story.status === 'snoozed' ? new Date(now + 72 * HOUR_MS) : undefined }
}
