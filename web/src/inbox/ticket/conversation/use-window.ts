import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { type Edges, edgesOf, grown, type Item, rangeAt, rangeOf } from './timeline.ts'

/** So near to the end, one is at it. */
const END_PX = 48
/** More is drawn before one gets there. */
const AHEAD_PX = 900

/**
 * Which items of a conversation are drawn, and where one is in it. What is drawn grows as one comes near its edges; the
 * browser keeps in place what is read while more comes in above it.
 */
export const useWindow = (items: readonly Item[], unread: string | null) => {
  const scroller = useRef<HTMLElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const before = useRef<HTMLDivElement>(null)
  const after = useRef<HTMLDivElement>(null)
  const opened = useRef(unread)
  const [edges, setEdges] = useState<Edges>(() => edgesOf(items, rangeAt(items.length, indexOf(items, opened.current))))
  const [atEnd, setAtEnd] = useState(false)
  const wanted = useRef<string | null>(opened.current)
  const stuck = useRef(opened.current === null)
  const latest = useRef(items)
  latest.current = items
  const range = rangeOf(items, edges)
  const shown = items.slice(range.from, range.to)

  const toEnd = useCallback(() => {
    stuck.current = true
    setEdges(edgesOf(latest.current, rangeAt(latest.current.length, null)))
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight })
  }, [])

  // Frames and pictures get their height late: at the end one stays at the end, and what was opened stays on top till then.
  useLayoutEffect(() => {
    const box = scroller.current
    if (!box || !content.current) return
    const place = () => {
      if (stuck.current) box.scrollTop = box.scrollHeight
      else if (wanted.current)
        box.querySelector(`[data-message="${wanted.current}"]`)?.scrollIntoView({ block: 'start' })
    }
    place()
    const observer = new ResizeObserver(place)
    observer.observe(content.current)
    observer.observe(box)
    const onScroll = () => {
      const left = box.scrollHeight - box.scrollTop - box.clientHeight
      setAtEnd(left < END_PX)
    }
    // Only what a person does lets go of the end; what grows does not.
    const letGo = () => {
      wanted.current = null
      stuck.current = box.scrollHeight - box.scrollTop - box.clientHeight < END_PX
    }
    const onHand = () => requestAnimationFrame(letGo)
    box.addEventListener('scroll', onScroll, { passive: true })
    for (const kind of ['wheel', 'touchmove', 'keydown', 'pointerdown', 'pointerup'] as const) {
      box.addEventListener(kind, onHand, { passive: true })
    }
    onScroll()
    return () => {
      observer.disconnect()
      box.removeEventListener('scroll', onScroll)
      for (const kind of ['wheel', 'touchmove', 'keydown', 'pointerdown', 'pointerup'] as const) {
        box.removeEventListener(kind, onHand)
      }
    }
  }, [])

  useEffect(() => {
    const box = scroller.current
    if (!box) return
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target } of entries) {
          if (!isIntersecting) continue
          // At the very top nothing is above to hold on to: the browser would show what came in instead.
          if (box.scrollTop < 1) box.scrollTop = 1
          const side = target === before.current ? 'before' : 'after'
          setEdges((now) => {
            const all = latest.current
            return edgesOf(all, grown(rangeOf(all, now), all.length, side))
          })
        }
      },
      { root: box, rootMargin: `${AHEAD_PX}px 0px` },
    )
    if (range.from > 0 && before.current) observer.observe(before.current)
    if (range.to < items.length && after.current) observer.observe(after.current)
    return () => observer.disconnect()
  }, [range.from, range.to, items.length])

  /** Brings a message into view, and the focus to it. */
  const show = useCallback((id: string) => {
    stuck.current = false
    wanted.current = id
    const find = () => scroller.current?.querySelector<HTMLElement>(`[data-message="${id}"]`)
    const focus = () => {
      find()?.focus({ preventScroll: true })
      find()?.scrollIntoView({ block: 'start' })
    }
    if (find()) return focus()
    setEdges({ fromId: null, toId: null })
    requestAnimationFrame(() => requestAnimationFrame(focus))
  }, [])

  const step = useCallback((by: 1 | -1) => {
    const box = scroller.current
    if (!box) return
    const all = [...box.querySelectorAll<HTMLElement>('[data-message]')]
    const focused = all.findIndex((one) => one.contains(document.activeElement))
    const top = box.getBoundingClientRect().top
    const inView = all.findIndex((one) => one.getBoundingClientRect().bottom > top + 8)
    const next = all[focused < 0 ? inView + (by < 0 ? -1 : 0) : focused + by]
    stuck.current = false
    wanted.current = null
    next?.focus({ preventScroll: true })
    next?.scrollIntoView({ block: 'nearest' })
  }, [])

  return { scroller, content, before, after, shown, atEnd, step, toEnd, show }
}

const indexOf = (items: readonly Item[], id: string | null): number | null => {
  const at = id === null ? -1 : items.findIndex((item) => item.id === id)
  return at < 0 ? null : at
}
