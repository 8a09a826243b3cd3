import { type Command, Option } from 'commander'
import type { Change } from '../../core/change.ts'
import { normaliseEmail } from '../../core/contacts/email.ts'
import { invite, type NewInvitation } from '../../core/invitations/create.ts'
import { joinLink } from '../../core/mail/sign-in-links.ts'
import { createMember } from '../../core/members/create.ts'
import { OperatorError } from '../../store/errors.ts'
import type { MemberRole } from '../../store/schema.ts'
import { answering, change, checkName, findDesk, withLodge } from '../command.ts'
import { readConfig } from '../config.ts'
import { mailOperator } from '../mail-operator.ts'

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
        change(lodge, await findDesk(lodge, desk), async (change) => {
          const member = await createMember(change, { email, name, role })
          return member.ok
            ? { id: member.value.id, token: await invitationFor(change, { email, name, role }) }
            : undefined
        }),
      )
      if (!made) throw new OperatorError(`${email} is a member of the desk "${desk}" already.`)
      const { id, token } = made
      const link = joinLink(mailOperator(readConfig()).baseUrl, token)
      const text = `Added ${name} <${email}> as ${role} (${id}). They sign in by this link, once, within 7 days:\n\n${link}`
      return { json: { id, email, name, role, link }, text }
    },
  )
}

/** The token of an invitation for a member who was just added. */
const invitationFor = async (change: Change, given: Omit<NewInvitation, 'departments'>): Promise<string> => {
  const made = await invite(change, { ...given, departments: [] })
  if (!made.ok) throw new Error(`a new member was not invited: ${made.error.code}`)
  return made.value.token
}
