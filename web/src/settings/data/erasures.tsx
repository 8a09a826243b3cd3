import { useInfiniteQuery } from '@tanstack/react-query'
import { UserX } from 'lucide-react'
import { api, type PageOf } from '../../api/client.ts'
import { useTexts } from '../../texts/texts.tsx'
import { Button } from '../../ui/button.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Empty, SkeletonRows } from '../../ui/states.tsx'
import { Screen } from '../resource/screen.tsx'
import { useSettingsTexts } from '../texts.ts'
import { type Erasure, ErasureReceipt } from './erasure-receipt.tsx'

/** The receipts of people that were erased: what went, and a hash to prove it by. */
const Erasures = () => {
  const { shell } = useTexts()
  const t = useSettingsTexts()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['erasures'],
    queryFn: ({ pageParam }) => api.get<PageOf<Erasure>>('/v1/erasures', { limit: 50, cursor: pageParam }),
    initialPageParam: null as string | null, // the type of the cursors that follow
    getNextPageParam: (page) => page.next_cursor,
  })
  const receipts = data?.pages.flatMap((page) => page.data) ?? []
  return (
    <Screen title={t.pages.erasures} intro={t.data.erasuresIntro}>
      {error ? <Problem error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <SkeletonRows rows={3} /> : null}
      {data && receipts.length === 0 ? <Empty icon={<UserX />} title={t.data.noErasures} /> : null}
      {receipts.map((receipt) => (
        <ErasureReceipt key={receipt.id} receipt={receipt} />
      ))}
      {hasNextPage ? (
        <Button className="self-center" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {shell.showMore}
        </Button>
      ) : null}
    </Screen>
  )
}

export default Erasures
