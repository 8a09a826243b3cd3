import { type Command, InvalidArgumentError } from 'commander'
import type { DeskId } from '../../core/ids.ts'
import type { Lodge } from '../../core/lodge.ts'
import { createMember } from '../../core/members/create.ts'
import { createTicket } from '../../core/tickets/create.ts'
import { answering, change, findDesk, operator, withLodge } from '../command.ts'
import { AGENTS } from '../demo/people.ts'
import { demoTicket } from '../demo/tickets.ts'
import { openProgress } from '../progress.ts'

const AT_ONCE = 32

export const addDemo = (program: Command): void => {
  answering(
    program
      .command('demo')
      .description('fill a desk with believable tickets, to look around')
      .option('--desk <slug>', 'the desk', 'acme')
      .option('--count <count>', 'how many tickets', toCount, 50),
    'demo --desk acme --count 200',
    async ({ desk, count }: { desk: string; count: number }) => {
      await withLodge('demo', async (lodge) => {
        const deskId = await findDesk(lodge, desk)
        for (const agent of AGENTS) await change(lodge, deskId, (change) => createMember(change, agent))
        await lodge.desks.fresh(deskId)
        await fill(lodge, deskId, count)
      })
      return { json: { desk, tickets: count }, text: `Filed ${count} tickets at the desk "${desk}".` }
    },
  )
}

const toCount = (given: string): number => {
  const count = Number(given)
  if (Number.isInteger(count) && count >= 1 && count <= 1_000_000) return count
  throw new InvalidArgumentError('A count is a whole number from 1 to 1000000.')
}

const fill = async (lodge: Lodge, deskId: DeskId, count: number): Promise<void> => {
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
