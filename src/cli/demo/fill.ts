import type { Actor } from '../../core/actor.ts'
import type { DeskId, MemberId } from '../../core/ids.ts'
import type { Lodge } from '../../core/lodge.ts'
import { addMessage, type NewMessage } from '../../core/messages/add.ts'
import { createTicket } from '../../core/tickets/create.ts'
import { operator } from '../command.ts'
import { openProgress } from '../progress.ts'
import { demoTicket } from './tickets.ts'

const AT_ONCE = 32

/** Files the first `count` demo tickets, in their order, with their conversations, and says on stderr how far it is. */
export const fill = async (lodge: Lodge, deskId: DeskId, count: number): Promise<void> => {
  const progress = openProgress('tickets', count)
  const now = Date.now()
  for (let first = 0; first < count; first += AT_ONCE) {
    const places = Array.from({ length: Math.min(AT_ONCE, count - first) }, (_, n) => first + n)
    await Promise.all(places.map((place) => file(lodge, deskId, place, count, now)))
    progress.at(first + places.length)
  }
  progress.end()
}

const file = async (lodge: Lodge, deskId: DeskId, place: number, count: number, now: number): Promise<void> => {
  const { ticket, story, agent, snoozedUntil } = demoTicket(place, count, now)
  const made = await createTicket(lodge, operator(deskId), ticket)
  if (!made.ok) throw new Error(`a demo ticket was refused: ${made.error.code}`)
  if (made.value.outcome === 'blocked') return
  const member = (await lodge.desks.get(deskId)).member(agent.email)
  const actor: Actor = { ...operator(deskId), name: agent.name, memberId: (member?.id ?? null) as MemberId | null } // a member's id
  for (const [turn, { by, text }] of story.replies.entries()) {
    const isLast = turn === story.replies.length - 1
    const message: NewMessage = {
      author: by === 'customer' ? 'requester' : 'agent',
      body: { format: 'text', source: text },
      public: by !== 'note',
      attachments: [],
      ...(isLast ? { status: story.status, snoozedUntil } : {}),
    }
    const { id } = made.value.ticket
    const added = await lodge.store.db.transaction().execute((tx) => addMessage({ tx, lodge, actor }, id, message))
    if (!added.ok) throw new Error(`a demo message was refused: ${added.error.code}`)
  }
}
