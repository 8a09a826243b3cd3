import type { Command } from 'commander'
import { welcomeLink } from '../../core/mail/sign-in-links.ts'
import { makeSignInLink } from '../../core/sign-in-links/enter.ts'
import { OperatorError } from '../../store/errors.ts'
import { answering, change, findDesk, withLodge } from '../command.ts'
import { readConfig } from '../config.ts'
import { mailOperator } from '../mail-operator.ts'

type Options = { desk: string; email: string; reset?: boolean }

export const addSignInLink = (program: Command): void => {
  answering(
    program
      .command('sign-in-link')
      .description('make a link that signs a member in, once, within 24 hours')
      .requiredOption('--desk <slug>', 'the desk')
      .requiredOption('--email <email>', 'whose link it is')
      .option('--reset', 'forget their password and second factor, so that they set them up anew'),
    'sign-in-link --desk acme --email owner@acme.example',
    async ({ desk, email, reset = false }: Options) => {
      const made = await withLodge('sign-in-link', async (lodge) =>
        change(lodge, await findDesk(lodge, desk), (change) => makeSignInLink(change, { email, reset })),
      )
      if (!made.ok) {
        throw new OperatorError(`The desk "${desk}" has no member ${email}. Add one with \`lodge member add\`.`)
      }
      const link = welcomeLink(mailOperator(readConfig()).baseUrl, made.value.token)
      return { json: { link }, text: `For ${email} alone, once, within 24 hours:\n\n${link}` }
    },
  )
}
