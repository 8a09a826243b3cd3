import { flushCompileCache } from 'node:module'
import { openLodge } from '../../src/core/open-lodge.ts'
import { startSendingScheduled } from '../../src/jobs/scheduled-messages.ts'
import { openStore } from '../../src/store/open.ts'
import { quiet } from '../support/quiet.ts'

/** A process that sends messages at their time, until it is killed: `node sending.ts <database url>`. */
// Now: who is killed writes nothing as it ends.
flushCompileCache()
const [, , databaseUrl = ''] = process.argv
const store = await openStore({ databaseUrl, dataDir: '/nowhere', command: 'test', log: quiet })
startSendingScheduled(openLodge(store, { dataDir: '/nowhere', log: quiet, intakeLimit: 10 }))
