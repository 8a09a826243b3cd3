import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { api } from './client.ts'
import type { ShownSession } from './types.ts'

/** How a member likes the inbox; kept on the server, so that it is the same on each of their machines. */
export type Preferences = {
  language?: 'en' | 'he' | 'pt' | 'es'
  theme?: 'light' | 'dark' | 'system'
  columns?: string[]
  notifications?: boolean
}

/** `set_up`: whether they have a password, or came by a provider. */
export type Session = Omit<ShownSession, 'preferences'> & { preferences: Preferences }

/** Who is signed in, and where. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => api.get<Session>('/v1/session'),
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
})

/** The session, on pages that are shown to members alone. */
export const useSession = (): Session => useSuspenseQuery(sessionQuery).data

/** Whether whoever is signed in may do what needs this scope. */
export const useMay = (scope: string): boolean => {
  const { scopes } = useSession()
  return (
    scopes.includes('admin') || scopes.includes(scope) || (scope === 'notes:write' && scopes.includes('tickets:write'))
  )
}
