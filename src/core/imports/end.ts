import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { looksLikeId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'
import { IMPORT, type Import, toImport, UNDER_WAY } from './import.ts'

type Ending = { state: 'finished' | 'cancelled'; reason?: never } | { state: 'failed'; reason: string }

const ENDED = {
  finished: { type: 'import.finished' },
  failed: { type: 'import.failed' },
  cancelled: { type: 'import.cancelled' },
}

export type EndImportError = { code: 'import_not_found' } | { code: 'import_ended' }

/**
 * Ends an import that is under way: nothing more is taken in, what was stays. Who calls it removes the file (`storageKey`)
 * after the commit; a crash between the two leaves it to the sweep. Events: `import.finished`, `import.failed`, `import.cancelled`.
 */
export const endImport = async (
  change: Change,
  id: string,
  { state, reason }: Ending,
): Promise<Result<{ import: Import; storageKey: string | null }, EndImportError>> => {
  const { tx, actor } = change
  if (!looksLikeId(id)) return fail({ code: 'import_not_found' })
  const known = await tx
    .selectFrom('import')
    .select(['state', 'storage_key'])
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!known) return fail({ code: 'import_not_found' })
  if (!UNDER_WAY.some((one) => one === known.state)) return fail({ code: 'import_ended' })
  const row = await tx
    .updateTable('import')
    .set({ state, reason: reason ?? null, storage_key: null, ended_at: new Date() })
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', id)
    .returning(IMPORT)
    .executeTakeFirstOrThrow()
  const ended = toImport(row)
  await recordEvent(change, { ...ENDED[state], data: { import: ended } })
  return ok({ import: ended, storageKey: known.storage_key })
}
