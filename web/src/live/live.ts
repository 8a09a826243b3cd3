/** An event of the change feed, as GET /v1/events has it. */
export type LiveEvent = {
  id: string
  type: string
  actor: { kind: string; id: string | null; name: string | null }
  data: unknown
  created_at: string
}
export type Presence = { ticket_id: string; members: { id: string; name: string; state: 'viewing' | 'typing' }[] }

type Handlers = {
  change: (event: LiveEvent) => void
  /** A ticket moved out of one's departments: nothing more is told of it. */
  gone: (ticket: { ticket_id: string }) => void
  presence: (presence: Presence) => void
  notification: (notification: unknown) => void
  /** What was missed cannot be told one by one any more: everything on the page is to be asked for anew. */
  resync: () => void
  /** Whether the stream is open. */
  connected: (connected: boolean) => void
}

const listeners: { [Kind in keyof Handlers]: Set<Handlers[Kind]> } = {
  change: new Set(),
  gone: new Set(),
  presence: new Set(),
  notification: new Set(),
  resync: new Set(),
  connected: new Set(),
}

/** Listens to what happens on the desk, for as long as the returned function is not called. */
export const onLive = <Kind extends keyof Handlers>(kind: Kind, handler: Handlers[Kind]): (() => void) => {
  listeners[kind].add(handler)
  return () => listeners[kind].delete(handler)
}

const tell = <Kind extends keyof Handlers>(kind: Kind, ...said: Parameters<Handlers[Kind]>): void => {
  for (const handler of listeners[kind]) (handler as (...said: Parameters<Handlers[Kind]>) => void)(...said) // of that kind's set
}

const RETRY_MS = [1_000, 2_000, 5_000, 10_000]
/** A stream that is silent for longer is dead, whatever the browser thinks: the server writes each 15 seconds. */
const SILENT_MS = 40_000

/**
 * Follows the desk's changes for as long as somebody is signed in: comes back after sleep and lost networks where it left
 * off (`Last-Event-ID`), so nothing that happened meanwhile is missed. Returns how to end it.
 */
export const followLive = (): (() => void) => {
  let source: EventSource | undefined
  let last: string | null = null
  let failures = 0
  let heard = Date.now()
  let retry: ReturnType<typeof setTimeout> | undefined
  let ended = false

  const open = () => {
    if (ended) return
    clearTimeout(retry)
    source?.close()
    source = new EventSource(last === null ? '/v1/live' : `/v1/live?after=${encodeURIComponent(last)}`)
    source.onopen = () => {
      failures = 0
      heard = Date.now()
      tell('connected', true)
    }
    source.onerror = () => {
      source?.close()
      tell('connected', false)
      retry = setTimeout(open, RETRY_MS[Math.min(failures++, RETRY_MS.length - 1)])
    }
    const hear = <Kind extends 'change' | 'gone' | 'presence' | 'notification'>(kind: Kind) =>
      source?.addEventListener(kind, (message: MessageEvent<string>) => {
        heard = Date.now()
        if (message.lastEventId) last = message.lastEventId
        tell(kind, ...([JSON.parse(message.data)] as unknown as Parameters<Handlers[Kind]>)) // the server's word for it
      })
    hear('change')
    hear('gone')
    hear('presence')
    hear('notification')
    source.addEventListener('alive', (message: MessageEvent<string>) => {
      heard = Date.now()
      if (message.lastEventId) last = message.lastEventId
    })
    source.addEventListener('resync', (message: MessageEvent<string>) => {
      last = message.lastEventId || null
      tell('resync')
    })
  }
  const wake = () => {
    if (document.visibilityState === 'visible' && (source?.readyState !== EventSource.OPEN || isSilent())) open()
  }
  const isSilent = () => Date.now() - heard > SILENT_MS
  const watch = setInterval(() => isSilent() && open(), 10_000)
  window.addEventListener('online', open)
  document.addEventListener('visibilitychange', wake)
  open()
  return () => {
    ended = true
    source?.close()
    clearTimeout(retry)
    clearInterval(watch)
    window.removeEventListener('online', open)
    document.removeEventListener('visibilitychange', wake)
  }
}
