import { EPOCH_MS } from '../../store/snowflake.ts'
import { about, type Finding } from './finding.ts'

const WARN_MS = 2_000
/** A node's number is leased by the database's clock, for a minute. */
const FAIL_MS = 30_000

/** This machine's clock: a sane date, and, where the database is known, the same as its. Both in milliseconds of the epoch. */
export const judgeClock = (here: number, database: number | undefined): Finding => {
  const { ok, warn, fail } = about('clock')
  const now = new Date(here).toISOString()
  if (here < EPOCH_MS) return fail(`${now} is in the past: ids are made from the time. Set this machine's clock`)
  if (database === undefined) return ok(now)
  const apart = Math.abs(here - database)
  const says = `${now}, ${(apart / 1000).toFixed(1)} s apart from the database's`
  if (apart > FAIL_MS) return fail(`${says}: keep both machines' clocks by NTP`)
  return apart > WARN_MS ? warn(`${says}: keep both machines' clocks by NTP`) : ok(says)
}
