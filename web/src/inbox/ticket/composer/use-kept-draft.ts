import { useCallback, useEffect, useRef } from 'react'
import { api } from '../../../api/client.ts'
import { problemOf } from '../../../api/problem.ts'
import {
  type Draft,
  draftKey,
  emptyDraft,
  isEmptyDraft,
  keepLocalDraft,
  laterOf,
  picturesIn,
  readLocalDraft,
} from './draft.ts'

/** On this machine almost at once, on the server when the fingers rest. */
const LOCAL_MS = 250
const SERVER_MS = 1_200
/** What the server has is another than what was sent from here. */
const UNKNOWN = '?'

/**
 * Keeps what somebody types: here first, then on the server, so that it is there after a crash, without a network, and on
 * their next machine. `current` says what it is now; `onFound` gets a later copy: from the server, while nothing was typed,
 * or from another tab.
 */
export const useKeptDraft = (
  { memberId, ticketId }: { memberId: string; ticketId: string },
  { current, onFound }: { current: () => Draft; onFound: (draft: Draft) => void },
) => {
  const latest = useRef({ current, onFound })
  latest.current = { current, onFound }
  const local = useRef<ReturnType<typeof setTimeout>>(undefined)
  const server = useRef<ReturnType<typeof setTimeout>>(undefined)
  const touched = useRef(false)
  const path = `/v1/tickets/${ticketId}/draft`
  const saved = useRef('')

  const keepHere = useCallback(() => {
    clearTimeout(local.current)
    local.current = undefined
    keepLocalDraft(memberId, ticketId, latest.current.current())
  }, [memberId, ticketId])

  /** One after the other: an older text must not arrive after a newer one. */
  const queue = useRef(Promise.resolve())
  const underWay = useRef(0)
  const enqueue = useCallback((work: () => Promise<unknown>) => {
    underWay.current++
    queue.current = queue.current
      .then(work)
      // It is kept here, and goes there with the next key, or when the network is back.
      .catch(() => {
        saved.current = UNKNOWN
      })
      .then(() => {
        underWay.current--
      })
  }, [])

  const keepThere = useCallback(() => {
    clearTimeout(server.current)
    server.current = undefined
    enqueue(async () => {
      const draft = latest.current.current()
      const { updated_at: _, ...content } = draft
      const now = isEmptyDraft(draft) ? '' : JSON.stringify(content)
      if (now === saved.current) return
      saved.current = now
      const attachments = [...new Set([...draft.attachments.map(({ id }) => id), ...picturesIn(draft.body)])]
      if (now === '') await api.delete(path)
      else await api.put(path, { ...content, format: 'html', attachments })
    })
  }, [path, enqueue])

  /** Something was typed. Cheap: for each key. */
  const touch = useCallback(() => {
    touched.current = true
    local.current ??= setTimeout(keepHere, LOCAL_MS)
    clearTimeout(server.current)
    server.current = setTimeout(keepThere, SERVER_MS)
  }, [keepHere, keepThere])

  /** It was sent: nothing is kept any more. The server forgets its copy by itself, but for one that is just on its way. */
  const forget = useCallback(() => {
    clearTimeout(local.current)
    clearTimeout(server.current)
    local.current = undefined
    server.current = undefined
    keepHere()
    saved.current = ''
    if (underWay.current > 0) enqueue(() => api.delete(path))
  }, [path, keepHere, enqueue])

  useEffect(() => {
    touched.current = false
    const ended = new AbortController()
    // The page was left before what was typed last had gone there.
    const catchUp = () => {
      server.current ??= setTimeout(keepThere, SERVER_MS)
    }
    api
      .get<Draft>(path, undefined, ended.signal)
      .then((found) => {
        saved.current = UNKNOWN
        const mine = readLocalDraft(memberId, ticketId)
        if (laterOf(mine, found) !== found) catchUp()
        else if (!touched.current) latest.current.onFound(found)
      })
      // None is there, or nobody answers: what is here counts.
      .catch((error: unknown) => {
        if (problemOf(error).status === 404 && readLocalDraft(memberId, ticketId)) catchUp()
      })
    // Only what was typed here and is not kept yet: an older text of this tab must not pass for the newest one.
    const onLeave = () => local.current && keepHere()
    // They write on it in another tab: here it is the same text, unless it is here that they write just now.
    const onElsewhere = ({ key }: StorageEvent) => {
      if (key !== draftKey(memberId, ticketId) || local.current) return
      clearTimeout(server.current)
      server.current = undefined
      saved.current = UNKNOWN
      latest.current.onFound(readLocalDraft(memberId, ticketId) ?? emptyDraft(latest.current.current().public))
    }
    const onBack = () => touched.current && saved.current === UNKNOWN && catchUp()
    // They may go on at another machine.
    const onHidden = () => document.visibilityState === 'hidden' && server.current && keepThere()
    window.addEventListener('online', onBack)
    document.addEventListener('visibilitychange', onHidden)
    window.addEventListener('pagehide', onLeave)
    window.addEventListener('storage', onElsewhere)
    return () => {
      ended.abort()
      window.removeEventListener('online', onBack)
      document.removeEventListener('visibilitychange', onHidden)
      window.removeEventListener('pagehide', onLeave)
      window.removeEventListener('storage', onElsewhere)
      if (local.current) keepHere()
      if (server.current) keepThere()
    }
  }, [memberId, ticketId, path, keepHere, keepThere])

  return { touch, forget }
}
