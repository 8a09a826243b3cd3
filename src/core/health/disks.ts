import { statfs } from 'node:fs/promises'
import type { Actor } from '../actor.ts'
import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { looksLikeId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { fail, ok, type Result } from '../result.ts'

/** A place that must not fill up; sizes in bytes. */
export type WatchedDisk = { id: string; path: string; min_free: number; warn_free: number }

/** The same as it is now; `unknown` where the place is not there, or may not be looked at. */
export type DiskHealth = WatchedDisk & {
  free: number | null
  total: number | null
  state: 'ok' | 'warn' | 'fail' | 'unknown'
}

type Row = { id: string; path: string; min_free: string; warn_free: string }
const DISK = ['id', 'path', 'min_free', 'warn_free'] as const
const toDisk = (row: Row): WatchedDisk => ({
  id: row.id,
  path: row.path,
  min_free: Number(row.min_free),
  warn_free: Number(row.warn_free),
})

/** Watches a place, or watches it by other sizes. */
export const watchDisk = async (change: Change, given: Omit<WatchedDisk, 'id'>): Promise<WatchedDisk> => {
  const { tx, lodge, actor } = change
  const sizes = { min_free: String(given.min_free), warn_free: String(given.warn_free) }
  const row = await tx
    .insertInto('watched_disk')
    .values({ desk_id: actor.deskId, id: lodge.store.nextId(), path: given.path, ...sizes })
    .onConflict((conflict) => conflict.columns(['desk_id', 'path']).doUpdateSet(sizes))
    .returning(DISK)
    .executeTakeFirstOrThrow()
  const disk = toDisk(row)
  await recordEvent(change, { type: 'watched_disk.saved', data: { disk } })
  return disk
}

export const unwatchDisk = async (
  change: Change,
  id: string,
): Promise<Result<WatchedDisk, { code: 'disk_not_found' }>> => {
  if (!looksLikeId(id)) return fail({ code: 'disk_not_found' })
  const row = await change.tx
    .deleteFrom('watched_disk')
    .where('desk_id', '=', change.actor.deskId)
    .where('id', '=', id)
    .returning(DISK)
    .executeTakeFirst()
  if (!row) return fail({ code: 'disk_not_found' })
  const disk = toDisk(row)
  await recordEvent(change, { type: 'watched_disk.deleted', data: { disk } })
  return ok(disk)
}

/** The places that are watched, the oldest first. */
export const listDisks = async (lodge: Lodge, actor: Actor): Promise<WatchedDisk[]> => {
  const rows = await lodge.store.db
    .selectFrom('watched_disk')
    .select(DISK)
    .where('desk_id', '=', actor.deskId)
    .orderBy('id')
    .execute()
  return rows.map(toDisk)
}

/** How much room each has. */
export const checkDisks = async (disks: WatchedDisk[]): Promise<DiskHealth[]> => Promise.all(disks.map(checkDisk))

const checkDisk = async (disk: WatchedDisk): Promise<DiskHealth> => {
  try {
    const { bavail, blocks, bsize } = await statfs(disk.path)
    const free = bavail * bsize
    const state = free < disk.min_free ? 'fail' : free < disk.warn_free ? 'warn' : 'ok'
    return { ...disk, free, total: blocks * bsize, state }
  } catch {
    return { ...disk, free: null, total: null, state: 'unknown' }
  }
}
