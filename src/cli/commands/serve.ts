import { type Command, InvalidArgumentError } from 'commander'
import { openAuthenticator } from '../../core/credentials/authenticate.ts'
import { openNudges } from '../../core/events/nudges.ts'
import { openLodge } from '../../core/open-lodge.ts'
import { buildServer } from '../../http/server.ts'
import { startJobs } from '../../jobs/start.ts'
import { openStore } from '../../store/open.ts'
import { type Config, readConfig } from '../config.ts'
import { firstStart } from '../first-start.ts'
import { drain, listen } from '../http-server.ts'
import { asLog, openLogger } from '../log.ts'
import { onStopSignal } from '../stop-signal.ts'
import { announce } from '../welcome.ts'

/** What one process does. All of them together by default; over several processes against one DATABASE_URL otherwise. */
export const ROLES = ['http', 'jobs'] as const

export type Role = (typeof ROLES)[number]

export const addServe = (program: Command): void => {
  program
    .command('serve')
    .description('run the server, until Ctrl-C or SIGTERM')
    .option(
      '--roles <roles>',
      `what this process does, separated by commas: ${ROLES.join(', ')}`,
      toRoles,
      new Set(ROLES),
    )
    .option('--json', 'print one JSON object when it is ready, and nothing else')
    .addHelpText('after', '\nExample:\n  $ npx lodge serve --roles http')
    .action((options: { roles: Set<Role>; json?: boolean }) =>
      serve(readConfig(), options.roles, options.json ?? false),
    )
}

const toRoles = (given: string): Set<Role> =>
  new Set(
    given.split(',').map((name) => {
      const role = ROLES.find((known) => known === name.trim())
      if (!role) throw new InvalidArgumentError(`There is no role "${name.trim()}". There is: ${ROLES.join(', ')}.`)
      return role
    }),
  )

/** Runs until SIGINT or SIGTERM; then finishes what was accepted and exits 0. */
export const serve = async (config: Config, roles: ReadonlySet<Role>, json: boolean): Promise<void> => {
  const logger = openLogger(config)
  const log = asLog(logger)
  /** What is open, closed in the opposite order. */
  const open: (() => Promise<void>)[] = []
  const close = async () => {
    for (let last = open.pop(); last; last = open.pop()) await last()
  }
  onStopSignal(close, log)
  try {
    const store = await openStore({ databaseUrl: config.databaseUrl, dataDir: config.dataDir, command: 'serve', log })
    open.push(store.close)
    const lodge = openLodge(store, { dataDir: config.dataDir, log, intakeLimit: config.intakeLimit })
    open.push(openNudges(lodge).close)
    if (roles.has('jobs')) open.push((await startJobs(lodge)).stop)
    if (!roles.has('http')) {
      announce({ roles: [...roles] }, json)
      return
    }
    const app = await buildServer({
      lodge,
      authenticator: openAuthenticator(store),
      domain: config.domain,
      attachmentLimit: config.attachmentLimit,
      rateLimits: config.rateLimits,
      logger,
      checkResponses: false,
    })
    open.push(() => drain(app))
    const url = await listen(app, config)
    // Its token is shown this once: not before the server is there to take it.
    const welcome = await firstStart(lodge)
    announce({ roles: [...roles], url, welcome }, json)
  } catch (error) {
    await close()
    throw error
  }
}
