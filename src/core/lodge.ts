import type { Blobs } from '../store/blobs.ts'
import type { Intake } from '../store/intake.ts'
import type { Log } from '../store/log.ts'
import type { Store } from '../store/open.ts'
import type { DeskDirectory } from './desks/directory.ts'
import type { Signal } from './events/signal.ts'
import type { Secrets } from './secrets.ts'

/** What every verb works with: the one database, the intake in front of it, and what is remembered for a second. */
export type Lodge = {
  store: Store
  dataDir: string
  intake: Intake
  /** Where attachments' bytes are. */
  blobs: Blobs
  desks: DeskDirectory
  secrets: Secrets
  /** Wakes the followers of the event log. */
  signal: Signal
  /** To be called after each commit that wrote an event. */
  nudge: () => void
  log: Log
}
