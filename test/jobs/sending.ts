import { openLodge } from '../../src/core/open-lodge.ts'
import { startSendingScheduled } from '../../src/jobs/scheduled-messages.ts'
import { openStore } from '../../src/store/open.ts'
import { quiet } from '../support/lodge.ts'

/** A process that sends messages at their time, until it is killed: `node sending.ts <database url>`. */
const [, , databaseUrl = ''] = process.argv
const store = await openStore({ databaseUrl, dataDir: '/nowhere', command: 'test', log: quiet })
startSendingScheduled(openLodge(store, { dataDir: '/nowhere', log: quiet, intakeLimit: 10 }))
