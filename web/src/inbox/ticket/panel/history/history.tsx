import { itemsOf, usePages } from '../../../../api/pages.ts'
import type { HistoryEntry } from '../../../../api/types.ts'
import { useLanguage, useTexts } from '../../../../texts/texts.tsx'
import { ShowMore } from '../../../../ui/paged.tsx'
import { Problem } from '../../../../ui/problem.tsx'
import { Ago } from '../../../../ui/time.tsx'
import { Lines, Nothing, Section } from '../section.tsx'
import { usePanelTexts } from '../texts.ts'
import { causeWords, entryWords } from './words.ts'

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
  // Below the conversation's own: what happens makes both old.
  const queryKey = ['history', ticketId, 'whole']
  const found = usePages<HistoryEntry>(queryKey, `/v1/tickets/${ticketId}/history`, { limit: 25 }, { staleTime: 5_000 })
  if (found.error) return <Problem error={found.error} onRetry={() => void found.refetch()} />
  if (!found.data) return <Lines />
  const entries = itemsOf(found)
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
      <ShowMore pages={found} quiet />
    </>
  )
}
