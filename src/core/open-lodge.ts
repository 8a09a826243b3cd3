import { openBlobs } from '../store/blobs.ts'
import { openIntake } from '../store/intake.ts'
import type { Log } from '../store/log.ts'
import type { Store } from '../store/open.ts'
import { openDeskDirectory } from './desks/directory.ts'
import type { Lodge } from './lodge.ts'

/** Puts together what the verbs work with. `onCommit` is called after each commit that wrote events. */
export const openLodge = (
  store: Store,
  options: { dataDir: string; log: Log; intakeLimit: number; onCommit: () => void },
): Lodge => ({
  store,
  intake: openIntake(store.pool, store.nextId, { limit: options.intakeLimit, onCommit: options.onCommit }),
  blobs: openBlobs(options.dataDir),
  desks: openDeskDirectory(store),
  nudge: options.onCommit,
  log: options.log,
})
