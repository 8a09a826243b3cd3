import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { judgeClock } from '../../core/diagnostics/clock.ts'
import { checkConnected } from '../../core/diagnostics/database.ts'
import { about, type Finding, messageOf } from '../../core/diagnostics/finding.ts'
import { type Connected, connect } from '../../store/connect.ts'
import type { Log } from '../../store/log.ts'
import type { Config } from '../config.ts'

const RUNS: Record<Connected['kind'], string> = {
  embedded: 'embedded, started for this check',
  shared: 'embedded, run by the server',
  url: 'at DATABASE_URL',
}

/** The database, its schema, and the clocks: an embedded one that nobody runs is started for as long as that takes. */
export const checkDatabase = async (config: Config, log: Log): Promise<Finding[]> => {
  const { ok, fail } = about('database')
  if (!config.databaseUrl && !existsSync(join(config.dataDir, 'postgres'))) {
    return [ok('embedded, made when the server first starts'), judgeClock(Date.now(), undefined)]
  }
  let connected: Connected
  try {
    connected = await connect({ ...config, command: 'doctor', log })
  } catch (error) {
    return [fail(messageOf(error)), judgeClock(Date.now(), undefined)]
  }
  try {
    return [ok(`PostgreSQL ${connected.version}, ${RUNS[connected.kind]}`), ...(await checkConnected(connected.pool))]
  } finally {
    await connected.close()
  }
}
