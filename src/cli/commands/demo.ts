import { type Command, InvalidArgumentError } from 'commander'
import { answering, findDesk, withLodge } from '../command.ts'

export const addDemo = (program: Command): void => {
  answering(
    program
      .command('demo')
      .description('fill a desk with believable tickets of the last weeks, to look around')
      .option('--desk <slug>', 'the desk', 'acme')
      .option('--count <count>', 'how many tickets', toCount, 50),
    'demo --desk acme --count 200',
    async ({ desk, count }: { desk: string; count: number }) => {
      // Only here: what renders messages takes longer to load than most commands to run.
      const [{ furnish }, { fill }] = await Promise.all([import('../demo/desk.ts'), import('../demo/fill.ts')])
      await withLodge('demo', async (lodge) => {
        const deskId = await findDesk(lodge, desk)
        await furnish(lodge, deskId)
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
