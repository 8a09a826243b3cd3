import type { Selectable } from 'kysely'
import type { ImportKind, ImportState, Tables } from '../../store/schema.ts'

/** What of a file was not taken in: the line of a CSV, or which mail of an mbox, from 1, and why. Never what stood there. */
export type ImportError = { place: number; code: string }

/** As many errors are kept; the rest are counted. */
export const ERRORS_MAX = 100

/** A file that is taken in, as the API shows it. Sizes are bytes. */
export type Import = {
  id: string
  kind: ImportKind
  name: string
  mailbox_id: string | null
  state: ImportState
  /** Why it failed. */
  reason: string | null
  size: number
  read: number
  seen: number
  created: number
  updated: number
  known: number
  failed: number
  errors: ImportError[]
  created_at: string
  ended_at: string | null
}

export const IMPORT = [
  ...(['id', 'kind', 'name', 'mailbox_id', 'state', 'reason', 'size', 'read_bytes', 'seen', 'created'] as const),
  ...(['updated', 'known', 'failed', 'errors', 'created_at', 'ended_at'] as const),
] as const

export const toImport = ({
  size,
  read_bytes,
  created_at,
  ended_at,
  ...row
}: Pick<Selectable<Tables['import']>, (typeof IMPORT)[number]>): Import => ({
  ...row,
  size: Number(size),
  read: Number(read_bytes),
  created_at: created_at.toISOString(),
  ended_at: ended_at?.toISOString() ?? null,
})

/** What may still change. */
export const UNDER_WAY = ['waiting', 'running'] satisfies ImportState[]
