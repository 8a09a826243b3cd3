import type { ReactNode } from 'react'
import { itemsOf, type Pages } from '../api/pages.ts'
import { useTexts } from '../texts/texts.tsx'
import { Button } from './button.tsx'
import { Problem } from './problem.tsx'
import { SkeletonRows } from './states.tsx'

/** A list by pages: loading, failed, empty, or its items with the way to more of them. */
export const Paged = <T,>({
  pages,
  rows,
  empty,
  children,
}: {
  pages: Pages<T>
  /** How many rows stand in for it while it loads. */
  rows: number
  empty: ReactNode
  children: (items: T[]) => ReactNode
}) => {
  const { data, error, refetch, isFetchNextPageError, fetchNextPage } = pages
  if (!data) return error ? <Problem error={error} onRetry={() => void refetch()} /> : <SkeletonRows rows={rows} />
  const items = itemsOf(pages)
  if (items.length === 0) return empty
  return (
    <>
      {children(items)}
      {error ? (
        <Problem error={error} onRetry={() => void (isFetchNextPageError ? fetchNextPage() : refetch())} />
      ) : (
        <ShowMore pages={pages} />
      )}
    </>
  )
}

/** The way to the next page; nothing behind the last one. */
export const ShowMore = <T,>({ pages, quiet = false }: { pages: Pages<T>; quiet?: boolean }) => {
  const t = useTexts()
  if (!pages.hasNextPage) return null
  const { isFetchingNextPage: busy, fetchNextPage } = pages
  const look = quiet ? { small: true, look: 'quiet' as const, className: 'mt-2 -ms-2' } : { className: 'self-center' }
  return (
    <Button {...look} busy={busy} onClick={() => void fetchNextPage()}>
      {t.shell.showMore}
    </Button>
  )
}
