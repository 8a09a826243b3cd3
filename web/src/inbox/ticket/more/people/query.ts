import { queryOptions } from '@tanstack/react-query'
import { api, type PageOf } from '../../../../api/client.ts'
import type { Person } from '../../../../api/types.ts'

const FOUND_MAX = 12
const QUERY_MAX = 200

/** The contacts whose name or address begins with what is typed; those seen last where nothing is. */
export const peopleQuery = (q: string) =>
  queryOptions({
    queryKey: ['contacts', 'people', q],
    queryFn: async ({ signal }): Promise<Person[]> => {
      const query = q === '' ? { limit: FOUND_MAX } : { q: q.slice(0, QUERY_MAX), limit: FOUND_MAX }
      return (await api.get<PageOf<Person>>('/v1/contacts', query, signal)).data
    },
    staleTime: 10_000,
  })
