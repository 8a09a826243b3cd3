import type { Lodge } from '../lodge.ts'
import { followerLags } from '../status/followers.ts'
import { checkConnected } from './database.ts'
import { about, type Finding } from './finding.ts'
import { checkDataFolder, checkDisk, checkNode } from './machine.ts'

/** A follower that is so far behind will not catch up by itself. */
const LAG_WARN_SECONDS = 300

/** What `lodge doctor` checks, of a Lodge that runs, and whether its followers keep up. */
export const diagnose = async (lodge: Lodge): Promise<Finding[]> => [
  checkNode(),
  checkDataFolder(lodge.dataDir),
  checkDisk(lodge.dataDir),
  about('database').ok(`PostgreSQL ${lodge.store.version}`),
  ...(await checkConnected(lodge.store.pool)),
  await checkFollowers(lodge),
]

const checkFollowers = async (lodge: Lodge): Promise<Finding> => {
  const { ok, warn } = about('followers')
  const late = (await followerLags(lodge)).filter(({ seconds }) => seconds > LAG_WARN_SECONDS)
  if (late.length === 0) return ok('keep up with the event log')
  return warn(
    `behind the event log: ${late.map(({ name, seconds }) => `${name} by ${Math.round(seconds)} s`).join(', ')}`,
  )
}
