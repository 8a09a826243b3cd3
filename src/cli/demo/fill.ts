import type { DeskId } from '../../core/ids.ts'
import type { Lodge } from '../../core/lodge.ts'
import { createTicket } from '../../core/tickets/create.ts'
import { operator } from '../command.ts'
import { openProgress } from '../progress.ts'
import { demoTicket } from './tickets.ts'

const AT_ONCE = 32

/** Files the first `count` demo tickets, in their order, and says on stderr how far it is. */
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
  const { ticket } = demoTicket(place, count, now)
  const made = await createTicket(lodge, operator(deskId), ticket)
  if (!made.ok) throw new Error(`a demo ticket was refused: ${made.error.code}`)
}
