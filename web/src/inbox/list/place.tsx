import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import { countsQuery, departmentsQuery } from '../../api/desk.ts'
import { usePreferences } from '../../api/preferences.ts'
import { useTexts } from '../../texts/texts.tsx'
import { labelOf } from '../sidebar/labels.ts'
import { columnsOf } from './columns.tsx'
import { ListControls } from './controls.tsx'
import { ListHeader } from './header.tsx'
import type { List } from './list.ts'
import { useListRows } from './rows.ts'
import { TicketRows } from './tickets.tsx'

/** What a list is shown in: beside which ticket, as a table or not, with what before its title. */
export type Frame = {
  open: string | undefined
  isTable: boolean
  drawer: ReactNode
  onCreate: () => void
}

/** One of the lists, with its head. */
export const ListPlace = ({ list, onSort, ...frame }: Frame & { list: List; onSort: (sort: List['sort']) => void }) => {
  const t = useTexts()
  const source = useListRows(list)
  const { preferences } = usePreferences()
  const { data: departments = [] } = useQuery(departmentsQuery)
  const { data: counts } = useQuery({ ...countsQuery, enabled: false })
  const label = labelOf(t, list, departments)
  const chosen = list.view?.columns ?? preferences.columns
  const columns = columnsOf(chosen)
  const shown = columnsOf(chosen, list.filter?.status?.length === 1)
  const search = useMemo(() => ({ view: list.id }), [list.id])
  const isAllDone = list.id === 'mine' && counts?.mine.count === 0
  return (
    <>
      <ListHeader
        {...frame}
        title={label}
        q=""
        controls={<ListControls list={list} columns={columns} onSort={onSort} isTable={frame.isTable} />}
      />
      <TicketRows
        source={source}
        label={label}
        search={search}
        open={frame.open}
        columns={frame.isTable ? shown : undefined}
        empty={isAllDone ? t.inbox.emptyMine : t.inbox.empty}
        emptyText={t.inbox.emptyText}
      />
    </>
  )
}
