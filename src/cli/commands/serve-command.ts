import { type Command, InvalidArgumentError } from 'commander'
import { readConfig } from '../config.ts'

/** What one process does. All of them together by default; over several processes against one DATABASE_URL otherwise. */
const ROLES = ['http', 'jobs', 'mail'] as const

export type Role = (typeof ROLES)[number]

export const addServe = (program: Command): void => {
  program
    .command('serve')
    .description('run the server, until Ctrl-C or SIGTERM')
    .option(
      '--roles <roles>',
      `what this process does, separated by commas: ${ROLES.join(', ')} (default: all)`,
      toRoles,
    )
    .option('--json', 'print one JSON object when it is ready, and nothing else')
    .addHelpText('after', '\nExample:\n  $ npx lodge serve --roles http')
    .action(async ({ roles, json }: { roles?: Set<Role>; json?: boolean }) => {
      const config = readConfig()
      // Only here: the HTTP server takes longer to load than most commands to run.
      const { serve } = await import('./serve.ts')
      await serve(config, roles ?? new Set(ROLES), json ?? false)
    })
}

const toRoles = (given: string): Set<Role> =>
  new Set(
    given.split(',').map((name) => {
      const role = ROLES.find((known) => known === name.trim())
      if (!role) throw new InvalidArgumentError(`There is no role "${name.trim()}". There is: ${ROLES.join(', ')}.`)
      return role
    }),
  )
