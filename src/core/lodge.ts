import type { Blobs } from '../store/blobs.ts'
import type { Intake } from '../store/intake.ts'
import type { Log } from '../store/log.ts'
import type { Store } from '../store/open.ts'
import type { DeskDirectory } from './desks/directory.ts'

/** What every verb works with: the one database, the intake in front of it, and what is remembered for a second. */
export type Lodge = {
  store: Store
  intake: Intake
  /** Where attachments' bytes are. */
  blobs: Blobs
  desks: DeskDirectory
  /** Tells this process's followers of the event log that there is something to read. */
  nudge: () => void
  log: Log
}
