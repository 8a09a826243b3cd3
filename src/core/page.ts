/** A part of a list: `next_cursor` names where the next one starts, null at the end. */
export type Page<T> = { data: T[]; next_cursor: string | null }

/** How much of a list, and from behind which position (the sort keys of the last row seen). */
export type Paging<Position extends unknown[]> = { limit: number; after: Position | null }

export const encodeCursor = (position: unknown[]): string => Buffer.from(JSON.stringify(position)).toString('base64url')

/** What a cursor says, unchecked: it comes back from callers. Undefined for whatever encodeCursor() did not make. */
export const decodeCursor = (cursor: string): unknown[] | undefined => {
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    // Buffer reads over what is not base64url, and JSON over spaces, so that many texts decode alike: only ours counts.
    return Array.isArray(position) && encodeCursor(position) === cursor ? position : undefined
  } catch {
    return undefined
  }
}

/** A page out of `limit + 1` rows: the one too many says that there is more. */
export const toPage = <Row, T>(
  rows: Row[],
  limit: number,
  position: (row: Row) => unknown[],
  show: (row: Row) => T,
): Page<T> => {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    data: shown.map(show),
    next_cursor: rows.length > limit && last !== undefined ? encodeCursor(position(last)) : null,
  }
}
