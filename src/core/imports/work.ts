import { type Kysely, sql, type Transaction } from 'kysely'
import type { Tables } from '../../store/schema.ts'
import type { DeskId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { ERRORS_MAX, type ImportError, UNDER_WAY } from './import.ts'

/** An import under way, and where in its file to go on. */
export type ImportWork = {
  deskId: DeskId
  id: string
  kind: Tables['import']['kind']
  mailboxId: string | null
  mailMaxBytes: number
  storageKey: string
  size: number
  readBytes: number
  /** Of a CSV the line that comes next (0: none was read), of an mbox how many mails were read. */
  place: number
}

/** What a step took in, up to where. */
export type Taken = {
  readBytes: number
  place: number
  seen: number
  created: number
  updated: number
  known: number
  errors: ImportError[]
}

/** `later`: there is more of the file. `other`: it was cancelled, or another process is at it. */
export type StepOutcome = 'done' | 'later' | 'other' | { failed: string }

/** Undefined where there is nothing left to do. */
export const openWork = async (lodge: Lodge, deskId: DeskId, id: string): Promise<ImportWork | undefined> => {
  const row = await lodge.store.db
    .selectFrom('import')
    .select(['kind', 'mailbox_id', 'mail_max_bytes', 'storage_key', 'size', 'read_bytes', 'place'])
    .where('desk_id', '=', deskId)
    .where('id', '=', id)
    .where('state', 'in', UNDER_WAY)
    .executeTakeFirst()
  if (!row || row.storage_key === null) return undefined
  return {
    deskId,
    id,
    kind: row.kind,
    mailboxId: row.mailbox_id,
    mailMaxBytes: row.mail_max_bytes,
    storageKey: row.storage_key,
    size: Number(row.size),
    readBytes: Number(row.read_bytes),
    place: row.place,
  }
}

/** Keeps everybody else from the import until the transaction ends; false where it is not as `work` says any more. */
export const holdWork = async (tx: Transaction<Tables>, work: ImportWork): Promise<boolean> => {
  const row = await tx
    .selectFrom('import')
    .select('id')
    .where('desk_id', '=', work.deskId)
    .where('id', '=', work.id)
    .where('state', 'in', UNDER_WAY)
    .where('read_bytes', '=', String(work.readBytes))
    .forUpdate()
    .executeTakeFirst()
  return row !== undefined
}

/** Writes how far it is; undefined where it is not as `work` says any more, else the work that is left. */
export const recordTaken = async (
  db: Kysely<Tables>,
  work: ImportWork,
  taken: Taken,
): Promise<ImportWork | undefined> => {
  // A file without a last line break may be counted one longer.
  const readBytes = Math.min(taken.readBytes, work.size)
  const { rows } = await sql<{ id: string }>`
    update import set
      state = 'running', read_bytes = ${readBytes}, place = ${taken.place},
      seen = seen + ${taken.seen}, created = created + ${taken.created}, updated = updated + ${taken.updated},
      known = known + ${taken.known}, failed = failed + ${taken.errors.length},
      errors = jsonb_path_query_array(errors || ${JSON.stringify(taken.errors)}::jsonb, ${`$[0 to ${ERRORS_MAX - 1}]`}::jsonpath)
    where desk_id = ${work.deskId} and id = ${work.id} and read_bytes = ${work.readBytes}
      and state = any (${UNDER_WAY}::text[])
    returning id::text`.execute(db)
  return rows.length > 0 ? { ...work, readBytes, place: taken.place } : undefined
}
