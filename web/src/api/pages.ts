import {
  type InfiniteData,
  infiniteQueryOptions,
  type UseInfiniteQueryResult,
  useInfiniteQuery,
} from '@tanstack/react-query'
import { api, type PageOf } from './client.ts'

/** How much of a list is asked for at once. */
const PAGE = 50

type Query = Record<string, string | number | undefined>

/** What asks for a list by pages, each from behind the last one's cursor. */
export const pagesOf = <T>(queryKey: readonly unknown[], path: string, query: Query = {}) =>
  infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam, signal }) => api.get<PageOf<T>>(path, { limit: PAGE, ...query, cursor: pageParam }, signal),
    initialPageParam: null as string | null, // of the first page; later ones are cursors
    getNextPageParam: (last: PageOf<T>) => last.next_cursor,
  })

export type Pages<T> = UseInfiniteQueryResult<InfiniteData<PageOf<T>>>

type Options<T> = {
  /** How often it is asked for anew, in milliseconds, by what is there so far; false: not. */
  every?: number | ((items: T[]) => number | false)
  /** How long it is taken as it is, in milliseconds. */
  staleTime?: number
}

/** A list by pages, for `Paged` to show. */
export const usePages = <T>(
  queryKey: readonly unknown[],
  path: string,
  query: Query = {},
  { every = () => false, staleTime }: Options<T> = {},
): Pages<T> =>
  useInfiniteQuery({
    ...pagesOf<T>(queryKey, path, query),
    refetchInterval: ({ state }) => (typeof every === 'number' ? every : every(itemsOf({ data: state.data }))),
    ...(staleTime === undefined ? {} : { staleTime }),
  })

/** All that came of it so far. */
export const itemsOf = <T>({ data }: { data: InfiniteData<PageOf<T>> | undefined }): T[] =>
  data?.pages.flatMap((page) => page.data) ?? []
