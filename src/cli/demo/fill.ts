import type { Actor } from '../../core/actor.ts'
import { createAttachment } from '../../core/attachments/create.ts'
import { receiveFile } from '../../core/attachments/receive.ts'
import type { Change } from '../../core/change.ts'
import type { DeskId, MemberId } from '../../core/ids.ts'
import type { Lodge } from '../../core/lodge.ts'
import { rateTicket } from '../../core/mail/rate.ts'
import { addMessage } from '../../core/messages/add.ts'
import { createTicket } from '../../core/tickets/create.ts'
import { updateTicket } from '../../core/tickets/update.ts'
import { change, operator } from '../command.ts'
import { openProgress } from '../progress.ts'
import { openings } from './rhythm.ts'
import type { Story } from './story.ts'
import { demoTicket } from './tickets.ts'

const AT_ONCE = 32

/** Files the first `count` demo tickets, in their order, with their conversations, and says on stderr how far it is. */
export const fill = async (lodge: Lodge, deskId: DeskId, count: number): Promise<void> => {
  const progress = openProgress('tickets', count)
  const now = Date.now()
  const moments = openings(count, now)
  for (let first = 0; first < count; first += AT_ONCE) {
    const group = moments.slice(first, first + AT_ONCE)
    await Promise.all(group.map((openedAt, n) => file(lodge, deskId, demoTicket(first + n, openedAt, now))))
    progress.at(first + group.length)
  }
  progress.end()
}

const file = async (lodge: Lodge, deskId: DeskId, demo: ReturnType<typeof demoTicket>): Promise<void> => {
  const { ticket, story, agent, turns, rating, snoozedUntil } = demo
  const attachments = await upload(lodge, deskId, story)
  const made = await createTicket(lodge, operator(deskId), { ...ticket, attachments })
  if (!made.ok) throw new Error(`a demo ticket was refused: ${made.error.code}`)
  if (made.value.outcome === 'blocked') return
  const { id } = made.value.ticket
  const member = (await lodge.desks.get(deskId)).member(agent.email)
  const actor: Actor = { ...operator(deskId), name: agent.name, memberId: (member?.id ?? null) as MemberId | null } // a member's id
  const at = (
    moment: Date,
    by: Actor,
    verb: (change: Change) => Promise<{ ok: true } | { ok: false; error: { code: string } }>,
  ) =>
    lodge.store.db.transaction().execute(async (tx) => {
      const done = await verb({ tx, lodge, actor: by, at: moment })
      if (!done.ok) throw new Error(`a demo ticket's change was refused: ${done.error.code}`)
    })
  for (const { at: moment, reply, status } of turns) {
    const state = { status, snoozedUntil: status === 'snoozed' ? snoozedUntil : undefined }
    // What a customer writes is nobody's doing at the desk.
    const by = reply?.by === 'customer' ? operator(deskId) : actor
    await at(moment, by, (change) =>
      reply
        ? addMessage(change, id, {
            author: reply.by === 'customer' ? 'requester' : 'agent',
            body: { format: 'text', source: reply.text },
            public: reply.by !== 'note',
            attachments: [],
            ...state,
          })
        : updateTicket(change, id, { ...state, tellRequester: false }),
    )
  }
  if (rating)
    await at(rating.at, operator(deskId), (change) =>
      rateTicket(change, id, { score: rating.score, comment: rating.comment }),
    )
}

const upload = (lodge: Lodge, deskId: DeskId, { files = [] }: Story): Promise<string[]> =>
  Promise.all(
    files.map(async ({ name, content }) => {
      const bytes = Buffer.from(content)
      const received = await receiveFile(lodge, { source: bytesOf(bytes), name, maxBytes: bytes.length })
      if (!received.ok) throw new Error(`a demo file was refused: ${received.error.code}`)
      return (await change(lodge, deskId, (change) => createAttachment(change, received.value))).id
    }),
  )

const bytesOf = async function* (bytes: Buffer) {
  yield bytes
}
