import { pino } from 'pino'
import { openAuthenticator } from '../../core/credentials/authenticate.ts'
import { openNudges } from '../../core/events/nudges.ts'
import { openLodge } from '../../core/open-lodge.ts'
import { buildServer } from '../../http/server.ts'
import { startJobs } from '../../jobs/start.ts'
import { openStore } from '../../store/open.ts'
import type { Config } from '../config.ts'
import { firstStart } from '../first-start.ts'

/** Runs everything in one process until SIGINT or SIGTERM; then finishes what was accepted and exits 0. */
export const serve = async (config: Config): Promise<void> => {
  const logger = pino({ level: config.logLevel })
  const log = {
    info: (details: object, message: string) => logger.info(details, message),
    warn: (details: object, message: string) => logger.warn(details, message),
    error: (details: object, message: string) => logger.error(details, message),
  }
  const store = await openStore({ databaseUrl: config.databaseUrl, dataDir: config.dataDir, command: 'serve', log })
  const lodge = openLodge(store, { log, intakeLimit: config.intakeLimit })
  const nudges = openNudges(lodge)
  const jobs = await startJobs(lodge)
  const app = await buildServer({
    lodge,
    authenticator: openAuthenticator(store),
    domain: config.domain,
    dataDir: config.dataDir,
    rateLimits: config.rateLimits,
    logger,
    checkResponses: false,
  })
  const welcome = await firstStart(store)
  await app.listen({ host: config.host, port: config.port })
  const stop = async () => {
    await app.close()
    await jobs.stop()
    await nudges.close()
    await store.close()
    process.exit(0)
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  const address = app.server.address()
  const port = typeof address === 'object' && address ? address.port : config.port
  const url = `http://localhost:${port}`
  if (welcome) {
    console.log(
      `A desk "${welcome.slug}" was made. Its API token, shown this once:\n\n  ${welcome.token}\n\nFile a first ticket:\n`,
    )
    console.log(
      `curl ${url}/v1/tickets -H 'Authorization: Bearer ${welcome.token}' -H 'Content-Type: application/json' -d '{"requester":{"email":"ann@example.com","name":"Ann"},"subject":"I cannot log in"}'\n`,
    )
  }
  console.log(`Lodge is ready at ${url}`)
}
