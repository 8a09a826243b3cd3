import { flushCompileCache } from 'node:module'
import { openLodge } from '../../src/core/open-lodge.ts'
import { tickSla } from '../../src/core/sla/tick.ts'
import { wakeTickets } from '../../src/core/tickets/wake.ts'
import { openStore } from '../../src/store/open.ts'
import { quiet } from '../support/quiet.ts'

/** A process that ticks and wakes, once: `node ticking.ts <database url>`. */
// Now: who is killed writes nothing as it ends.
flushCompileCache()
const [, , databaseUrl = ''] = process.argv
const store = await openStore({ databaseUrl, dataDir: '/nowhere', command: 'test', log: quiet })
const lodge = openLodge(store, { dataDir: '/nowhere', log: quiet, intakeLimit: 10 })
await tickSla(lodge)
await wakeTickets(lodge)
process.exit(0)
