import { type Command, Option } from 'commander'
import { normaliseEmail } from '../../core/contacts/email.ts'
import { createMember } from '../../core/members/create.ts'
import { OperatorError } from '../../store/errors.ts'
import type { MemberRole } from '../../store/schema.ts'
import { answering, change, checkName, findDesk, withLodge } from '../command.ts'

type AddOptions = { desk: string; email: string; role: MemberRole; name?: string }

export const addMember = (program: Command): void => {
  const member = program.command('member').description('members: the people who answer')
  answering(
    member
      .command('add')
      .description('make somebody a member of a desk')
      .requiredOption('--desk <slug>', 'the desk')
      .requiredOption('--email <email>', 'their address')
      .addOption(
        new Option('--role <role>', 'what they may do').choices(['owner', 'admin', 'agent']).makeOptionMandatory(),
      )
      .option('--name <name>', 'what people call them (default: the address up to the @)'),
    'member add --desk acme --email ann@example.com --role agent --name "Ann Lee"',
    async ({ desk, role, ...given }: AddOptions) => {
      const email = normaliseEmail(given.email)
      if (!email) throw new OperatorError(`"${given.email}" is not an email address: one is like ann@example.com.`)
      const name = checkName(given.name ?? email.split('@')[0] ?? email, 'a member')
      const made = await withLodge('member add', async (lodge) =>
        change(lodge, await findDesk(lodge, desk), (change) => createMember(change, { email, name, role })),
      )
      if (!made.ok) throw new OperatorError(`${email} is a member of the desk "${desk}" already.`)
      const { id } = made.value
      return { json: { id, email, name, role }, text: `Added ${name} <${email}> as ${role} (${id}).` }
    },
  )
}
