import type { Command } from 'commander'
import { addToBlocklist } from '../../core/blocklist/add.ts'
import { normaliseDomain, normaliseEmail } from '../../core/contacts/email.ts'
import { OperatorError } from '../../store/errors.ts'
import { answering, change, findDesk, withLodge } from '../command.ts'

export const addBlocklist = (program: Command): void => {
  const blocklist = program.command('blocklist').description('addresses and domains that file no tickets')
  answering(
    blocklist
      .command('add')
      .description('keep out an address or a whole domain')
      .argument('<address>', 'such as eve@example.com or example.com')
      .requiredOption('--desk <slug>', 'the desk'),
    'blocklist add --desk acme eve@example.com',
    async (address: string, { desk }: { desk: string }) => {
      const value = normaliseEmail(address) ?? normaliseDomain(address)
      if (!value) {
        throw new OperatorError(`"${address}" is neither an address (eve@example.com) nor a domain (example.com).`)
      }
      await withLodge('blocklist add', async (lodge) =>
        change(lodge, await findDesk(lodge, desk), (change) => addToBlocklist(change, { value, reason: null })),
      )
      return { json: { value }, text: `${value} files no tickets at the desk "${desk}" any more.` }
    },
  )
}
