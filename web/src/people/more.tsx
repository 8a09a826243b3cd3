import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { PageOf } from '../api/client.ts'
import { useTexts } from '../texts/texts.tsx'
import { Button } from '../ui/button.tsx'
import { Problem } from '../ui/problem.tsx'
import { SkeletonRows } from '../ui/states.tsx'

type Pages<T> = UseInfiniteQueryResult<InfiniteData<PageOf<T>>>

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
  const t = useTexts()
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = pages
  if (!data) return error ? <Problem error={error} onRetry={() => void refetch()} /> : <SkeletonRows rows={rows} />
  const items = data.pages.flatMap((page) => page.data)
  if (items.length === 0) return empty
  return (
    <>
      {children(items)}
      {error ? <Problem error={error} onRetry={() => void fetchNextPage()} /> : null}
      {hasNextPage && !error ? (
        <Button className="self-center" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t.shell.showMore}
        </Button>
      ) : null}
    </>
  )
}
