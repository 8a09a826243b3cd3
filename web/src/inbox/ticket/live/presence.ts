import { useEffect, useSyncExternalStore } from 'react'
import { api } from '../../../api/client.ts'
import { useSession } from '../../../api/session.ts'
import { onLive, type Presence } from '../../../live/live.ts'
import { afterPaint } from '../../../ui/after-paint.ts'

type Here = Presence['members']

/** The server forgets who was not heard of for 40 seconds. */
const BEAT_MS = 15_000
/** Somebody who pressed no key for so long is not typing any more. */
const TYPING_MS = 5_000

const nobody: Here = []
const here = new Map<string, Here>()
const listeners = new Set<() => void>()
onLive('presence', ({ ticket_id, members }) => {
  here.set(ticket_id, members)
  for (const listener of listeners) listener()
})

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const typed = new Map<string, () => void>()

/** Somebody pressed a key in the answer to this ticket: the others see so. Cheap enough for each key. */
export const noteTyping = (ticketId: string): void => typed.get(ticketId)?.()

/** Who else looks at a ticket, while the others are told that we do. */
export const usePresence = (ticketId: string): Here => {
  const { member } = useSession()
  const all = useSyncExternalStore(subscribe, () => here.get(ticketId) ?? nobody)
  useEffect(() => {
    let state: 'viewing' | 'typing' | 'left' = 'viewing'
    let idle: ReturnType<typeof setTimeout> | undefined
    // Nothing waits for it, and the next beat says it again.
    const tell = () => void api.put(`/v1/tickets/${ticketId}/presence`, { state }).catch(() => {})
    const become = (now: typeof state) => {
      if (state === now) return
      state = now
      tell()
    }
    typed.set(ticketId, () => {
      clearTimeout(idle)
      idle = setTimeout(() => become('viewing'), TYPING_MS)
      become('typing')
    })
    const onVisibility = () => become(document.visibilityState === 'visible' ? 'viewing' : 'left')
    const leave = () => {
      const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }
      const body = JSON.stringify({ state: 'left' })
      void fetch(`/v1/tickets/${ticketId}/presence`, { method: 'PUT', headers, body, keepalive: true }).catch(() => {})
    }
    const forget = afterPaint(tell)
    const beat = setInterval(() => state !== 'left' && tell(), BEAT_MS)
    document.addEventListener('visibilitychange', onVisibility)
    window.addEventListener('pagehide', leave)
    return () => {
      forget()
      clearInterval(beat)
      clearTimeout(idle)
      typed.delete(ticketId)
      document.removeEventListener('visibilitychange', onVisibility)
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [ticketId])
  return all.some(({ id }) => id === member.id) ? all.filter(({ id }) => id !== member.id) : all
}
