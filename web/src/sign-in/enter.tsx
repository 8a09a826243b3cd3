import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { sessionQuery } from '../api/session.ts'

/** Goes in, once somebody is signed in: to where they were going, or to the inbox. */
export const useEnter = (back: string | undefined): (() => Promise<void>) => {
  const client = useQueryClient()
  const router = useRouter()
  return async () => {
    client.removeQueries(sessionQuery)
    await client.fetchQuery(sessionQuery)
    router.history.push(back ?? '/inbox')
  }
}
