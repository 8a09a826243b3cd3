import { useQueryClient } from '@tanstack/react-query'
import { toastProblem } from '../ui/toasts.tsx'
import { api } from './client.ts'
import { type Preferences, type Session, sessionQuery, useSession } from './session.ts'

/** How the member likes the inbox, and how to change it: here at once, on the server a moment later. */
export const usePreferences = (): { preferences: Preferences; save: (changed: Partial<Preferences>) => void } => {
  const client = useQueryClient()
  const { preferences } = useSession()
  const save = (changed: Partial<Preferences>) => {
    const before = client.getQueryData<Session>(sessionQuery.queryKey)
    if (!before) return
    const next = { ...before.preferences, ...changed }
    client.setQueryData<Session>(sessionQuery.queryKey, { ...before, preferences: next })
    api.put('/v1/session/preferences', next).catch((error: unknown) => {
      client.setQueryData(sessionQuery.queryKey, before)
      toastProblem(error)
    })
  }
  return { preferences, save }
}
