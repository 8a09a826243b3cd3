import { importMbox } from '../channels/mail/in/import-mbox.ts'
import { systemActor } from '../core/actor.ts'
import { batchValues, IN_BATCH } from '../core/events/follow.ts'
import type { DeskId } from '../core/ids.ts'
import { importContacts } from '../core/imports/contacts.ts'
import { endImport } from '../core/imports/end.ts'
import { type ImportWork, openWork, type StepOutcome } from '../core/imports/work.ts'
import type { Lodge } from '../core/lodge.ts'
import { isTransient, isUnavailable } from '../store/errors.ts'
import { transaction } from '../store/transaction.ts'
import { addJobs } from './relay.ts'
import { task } from './task.ts'

type Payload = { desk_id: DeskId; import_id: string }

/** A job takes in as much as this long allows, and asks for another one: others get their turn, and a stop waits for little. */
const STEP_MS = 2_000

/** Takes in the files that were sent to be. One that is cut off goes on where it was. */
export const runImports = task<Payload>({
  from: async (batch) => {
    const found = await batch.client.query<Payload>(
      `select desk_id, data->'import'->>'id' as import_id from event where ${IN_BATCH} and type = 'import.created'`,
      batchValues(batch),
    )
    return found.rows
  },
  run: async (lodge, payload) => {
    const work = await openWork(lodge, payload.desk_id, payload.import_id)
    if (!work) return
    const outcome = await step(lodge, work)
    lodge.nudge()
    if (outcome === 'later') {
      await transaction(lodge.store.pool, (client) => addJobs(client, [{ identifier: 'run_imports', payload }]))
    } else if (outcome !== 'other') await end(lodge, work, outcome)
  },
})

const step = async (lodge: Lodge, work: ImportWork): Promise<StepOutcome> => {
  const until = Date.now() + STEP_MS
  const isOver = () => Date.now() >= until
  try {
    return work.kind === 'mbox' ? await importMbox(lodge, work, isOver) : await importContacts(lodge, work, isOver)
  } catch (error) {
    // The queue tries again.
    if (isUnavailable(error) || isTransient(error)) throw error
    lodge.log.error({ err: error, import: work.id }, 'an import failed')
    return { failed: 'internal_error' }
  }
}

const end = async (lodge: Lodge, { deskId, id }: ImportWork, outcome: 'done' | { failed: string }): Promise<void> => {
  const ending =
    outcome === 'done' ? ({ state: 'finished' } as const) : ({ state: 'failed', reason: outcome.failed } as const)
  const ended = await lodge.store.db
    .transaction()
    .execute((tx) => endImport({ tx, lodge, actor: systemActor(deskId, 'Import') }, id, ending))
  lodge.nudge()
  if (ended.ok && ended.value.storageKey !== null) await lodge.blobs.remove(ended.value.storageKey)
}
