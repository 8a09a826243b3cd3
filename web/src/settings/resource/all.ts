import { queryOptions } from '@tanstack/react-query'
import { api, type PageOf } from '../../api/client.ts'

/** Where a list of settings stops: no desk has as many departments or rules, and more would not be read anyway. */
const MAX_PAGES = 20

/** All items of a list of settings, or those that a filter names, page after page. */
export const allOf = <T>(path: string, filter?: Record<string, string>) =>
  queryOptions({
    queryKey: filter ? ['settings', path, filter] : ['settings', path],
    queryFn: async (): Promise<T[]> => {
      const items: T[] = []
      let cursor: string | null = null
      for (let page = 0; page < MAX_PAGES; page++) {
        const answer: PageOf<T> = await api.get(path, { limit: 100, ...filter, ...(cursor ? { cursor } : {}) })
        items.push(...answer.data)
        cursor = answer.next_cursor
        if (!cursor) break
      }
      return items
    },
  })
