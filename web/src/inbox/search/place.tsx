import { Search } from 'lucide-react'
import { useEffect, useMemo } from 'react'
import { useTexts } from '../../texts/texts.tsx'
import { Empty } from '../../ui/states.tsx'
import { ListHeader } from '../list/header.tsx'
import type { Frame } from '../list/place.tsx'
import { useSearchRows } from '../list/rows.ts'
import { TicketRows } from '../list/tickets.tsx'
import { focusSearch } from './focus.ts'

/** What a search found, as a list. */
export const SearchPlace = ({ q, ...frame }: Frame & { q: string }) => {
  const t = useTexts()
  const source = useSearchRows(q)
  const search = useMemo(() => ({ view: 'search', q }), [q])
  useEffect(() => {
    if (q === '') focusSearch()
  }, [q])
  return (
    <>
      <ListHeader {...frame} title={t.inbox.searchResults} q={q} />
      {source.corrected ? (
        <p className="border-line border-b bg-info-soft px-3 py-1.5 text-[0.8125rem] text-info">
          {t.inbox.searchCorrected(source.corrected)}
        </p>
      ) : null}
      {q === '' ? (
        <Empty icon={<Search />} title={t.inbox.searchStart}>
          {t.inbox.searchStartText}
        </Empty>
      ) : (
        <TicketRows
          source={source}
          label={t.inbox.searchResults}
          search={search}
          open={frame.open}
          columns={undefined}
          empty={t.inbox.searchNone(q)}
        />
      )}
    </>
  )
}
