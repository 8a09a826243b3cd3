import type { InfiniteData } from '@tanstack/react-query'
import type { PageOf } from '../api/client.ts'

type Pages<T> = InfiniteData<PageOf<T>, string | null>

/** The pages with something as it is now, where it stands; the same pages where it is on none, or they know it newer. */
export const withNewer = <T extends { id: string; updated_at: string }>(pages: Pages<T>, now: T): Pages<T> => {
  const isOlder = (item: T) => item.id === now.id && item.updated_at <= now.updated_at
  if (!pages.pages.some((page) => page.data.some(isOlder))) return pages
  const merged = pages.pages.map((page) =>
    page.data.some(isOlder) ? { ...page, data: page.data.map((item) => (isOlder(item) ? now : item)) } : page,
  )
  return { ...pages, pages: merged }
}

/** The pages without something that is there no more. */
export const withoutId = <T extends { id: string }>(pages: Pages<T>, id: string): Pages<T> =>
  pages.pages.some((page) => page.data.some((item) => item.id === id))
    ? {
        ...pages,
        pages: pages.pages.map((page) => ({ ...page, data: page.data.filter((item) => item.id !== id) })),
      }
    : pages
