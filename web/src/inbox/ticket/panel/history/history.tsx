import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { api, type PageOf } from '../../../../api/client.ts'
import type { HistoryEntry } from '../../../../api/types.ts'
import { useLanguage, useTexts } from '../../../../texts/texts.tsx'
import { Button } from '../../../../ui/button.tsx'
import { Problem } from '../../../../ui/problem.tsx'
import { Ago } from '../../../../ui/time.tsx'
import { Lines, Nothing, Section } from '../section.tsx'
import { usePanelTexts } from '../texts.ts'
import { causeWords, entryWords } from './words.ts'

const wholeHistoryQuery = (ticketId: string) =>
  infiniteQueryOptions({
    // Below the conversation's own: what happens makes both old.
    queryKey: ['history', ticketId, 'whole'],
    queryFn: ({ pageParam, signal }) =>
      api.get<PageOf<HistoryEntry>>(`/v1/tickets/${ticketId}/history`, { limit: 25, cursor: pageParam }, signal),
    initialPageParam: null as string | null, // of the first page; later ones are cursors
    getNextPageParam: (last) => last.next_cursor,
    staleTime: 5_000,
  })

/** Everything that happened to a ticket, the latest first: who did it, what, and why. */
export const History = ({ ticketId }: { ticketId: string }) => {
  const t = usePanelTexts()
  return (
    <Section name="history" title={t.history} folded>
      <Entries ticketId={ticketId} />
    </Section>
  )
}

const Entries = ({ ticketId }: { ticketId: string }) => {
  const t = usePanelTexts()
  const texts = useTexts()
  const language = useLanguage()
  const found = useInfiniteQuery(wholeHistoryQuery(ticketId))
  const entries = found.data?.pages.flatMap(({ data }) => data)
  if (found.error) return <Problem error={found.error} onRetry={() => void found.refetch()} />
  if (!entries) return <Lines />
  if (entries.length === 0) return <Nothing>{t.noHistory}</Nothing>
  return (
    <>
      <ol className="flex flex-col gap-2.5">
        {entries.map((entry) => {
          const cause = causeWords(t, entry)
          return (
            <li key={entry.id} className="flex min-w-0 gap-2">
              <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
                {/* A promise is nobody's doing. */}
                {entry.type.startsWith('sla.') ? null : (
                  <>
                    <bdi className="font-medium">{entry.actor.name ?? t.lodge}</bdi>
                    {texts.ticket.did}
                  </>
                )}
                {entryWords(texts, t, language, entry)}
                {cause ? <span className="block text-xs text-ink-faint">{cause}</span> : null}
              </span>
              <span className="shrink-0 text-xs text-ink-faint">
                <Ago at={entry.created_at} />
              </span>
            </li>
          )
        })}
      </ol>
      {found.hasNextPage ? (
        <Button
          small
          look="quiet"
          className="mt-2 -ms-2"
          busy={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          {texts.shell.showMore}
        </Button>
      ) : null}
    </>
  )
}
