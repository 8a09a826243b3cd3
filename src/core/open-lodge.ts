import { openBlobs } from '../store/blobs.ts'
import { openIntake } from '../store/intake.ts'
import type { Log } from '../store/log.ts'
import type { Store } from '../store/open.ts'
import { readSecret } from '../store/secret.ts'
import { openDeskDirectory } from './desks/directory.ts'
import { openSignal } from './events/signal.ts'
import type { Lodge } from './lodge.ts'
import { openSecrets } from './secrets.ts'

/** Puts together what the verbs work with. Where no secret is given, it is the data folder's. */
export const openLodge = (
  store: Store,
  options: { dataDir: string; log: Log; intakeLimit: number; secret?: string | undefined },
): Lodge => {
  const signal = openSignal()
  return {
    store,
    dataDir: options.dataDir,
    intake: openIntake(store.pool, store.nextId, { limit: options.intakeLimit, onCommit: signal.committed }),
    blobs: openBlobs(options.dataDir),
    desks: openDeskDirectory(store),
    secrets: openSecrets(() => options.secret ?? readSecret(options.dataDir)),
    signal,
    nudge: signal.committed,
    log: options.log,
  }
}
