import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

/** Rows enough to tell a list that moved from a row that did. */
const LOOKED_AT = 9

/**
 * By how many rows what is seen was moved, counting from the first row that is seen: as most of the next few were, for one
 * of them may have gone to the top by itself. And how many rows before it were not there at all.
 */
export const movedBy = (
  before: readonly string[],
  now: readonly string[],
  first: number,
): { rows: number; fresh: number } => {
  const moves = before.slice(first, first + LOOKED_AT).flatMap((id, at) => {
    const index = now.indexOf(id)
    return index < 0 ? [] : [index - first - at]
  })
  const times = Map.groupBy(moves, (rows) => rows)
  const rows = [...times].toSorted(([, one], [, other]) => other.length - one.length)[0]?.[0] ?? 0
  const known = new Set(before)
  return { rows, fresh: now.slice(0, Math.max(0, first + rows)).filter((id) => !known.has(id)).length }
}

/**
 * Keeps what is read where it is while rows come and go above it. Answers how many came meanwhile, until the reader is
 * at the top again.
 */
export const useSteady = (
  scroller: RefObject<HTMLElement | null>,
  ids: readonly string[],
  rowHeight: number,
): { fresh: number; seen: () => void } => {
  const before = useRef<readonly string[]>(ids)
  const [fresh, setFresh] = useState(0)
  useLayoutEffect(() => {
    const known = before.current
    before.current = ids
    const element = scroller.current
    if (!element || known === ids || element.scrollTop < rowHeight / 2) return
    const first = Math.floor(element.scrollTop / rowHeight)
    const moved = movedBy(known, ids, first)
    if (moved.rows !== 0) element.scrollTop += moved.rows * rowHeight
    if (moved.fresh > 0) setFresh((count) => count + moved.fresh)
  }, [ids, rowHeight, scroller])
  return { fresh, seen: () => setFresh(0) }
}
