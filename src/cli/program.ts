import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { addAudit } from './commands/audit.ts'
import { addBlocklist } from './commands/blocklist.ts'
import { addDeliveries } from './commands/deliveries.ts'
import { addDemo } from './commands/demo.ts'
import { addDesk } from './commands/desk.ts'
import { addDoctor } from './commands/doctor.ts'
import { addKey } from './commands/key.ts'
import { addMail } from './commands/mail.ts'
import { addMember } from './commands/member.ts'
import { addMigrate } from './commands/migrate.ts'
import { addServe } from './commands/serve-command.ts'
import { addSignInLink } from './commands/sign-in-link.ts'

/** The command line as a whole. Wrong usage throws commander's own error, after saying what is wrong on stderr. */
export const buildProgram = (): Command => {
  const program = new Command('lodge')
    .description('Lodge, a self-hosted help desk.')
    .version(versionOf())
    .exitOverride()
    .showHelpAfterError('(add --help for what is allowed)')
  addServe(program)
  addDesk(program)
  addKey(program)
  addMember(program)
  addSignInLink(program)
  addBlocklist(program)
  addDeliveries(program)
  addMail(program)
  addAudit(program)
  addDemo(program)
  addMigrate(program)
  addDoctor(program)
  return program
}

const versionOf = (): string => {
  const manifest: { version: string } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  return manifest.version
}
