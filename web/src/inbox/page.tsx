import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Outlet, useParams, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { viewsQuery } from '../api/desk.ts'
import { readOfTicket } from '../notifications/read.ts'
import { useTexts } from '../texts/texts.tsx'
import { classes } from '../ui/classes.ts'
import { useMedia } from '../ui/media.ts'
import { Empty } from '../ui/states.tsx'
import { type List, listOf } from './list/list.ts'
import { ListPlace } from './list/place.tsx'
import { applyRead } from './live/apply.ts'
import { NewTicket } from './new/new-ticket.tsx'
import { chosenSort, lastView, rememberSort, rememberView } from './remembered.ts'
import { SearchPlace } from './search/place.tsx'
import { SidebarDrawer } from './sidebar/drawer.tsx'
import { Sidebar } from './sidebar/sidebar.tsx'
import { loadTicket } from './ticket/load.ts'
import { useInboxCommands } from './use-inbox-commands.ts'

/** The inbox: the views, a list, and the ticket that is open beside it, or on narrow pages in its place. */
export const InboxPage = () => {
  const t = useTexts()
  const params = useParams({ strict: false })
  const search = useSearch({ from: '/member/inbox' })
  const open = params.number
  const id = params.view ?? search.view ?? (search.q ? 'search' : lastView())
  const isSearch = id === 'search'
  const isBeside = useMedia('(min-width: 1100px)')
  const hasSidebar = useMedia(open ? '(min-width: 1400px)' : '(min-width: 860px)')
  const isWide = useMedia('(min-width: 900px)')
  const [sort, setSort] = useState(chosenSort)
  const [isCreating, setCreating] = useState(false)
  const views = useQuery(viewsQuery)
  const list = isSearch ? undefined : listOf(id, views.data, sort)
  useRead(open)
  useEffect(() => {
    // What the list needs comes first.
    const timer = setTimeout(loadTicket, 1_500)
    return () => clearTimeout(timer)
  }, [])
  useEffect(() => {
    if (list) rememberView(list.id)
  }, [list])
  useInboxCommands({ create: () => setCreating(true) })

  const frame = {
    open,
    isTable: open === undefined && isWide,
    drawer: hasSidebar ? null : <SidebarDrawer current={id} />,
    onCreate: () => setCreating(true),
  }
  const isListHidden = open !== undefined && !isBeside
  return (
    <div className="flex h-full min-w-0">
      {hasSidebar ? (
        <aside aria-label={t.inbox.views} className="w-56 shrink-0 overflow-y-auto border-line border-e bg-canvas">
          <Sidebar current={id} />
        </aside>
      ) : null}
      {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: both of the roles that it has by turns take a label */}
      <div
        role={open ? 'region' : 'main'}
        aria-label={t.inbox.tickets}
        className={classes(
          'min-w-0 flex-col bg-surface',
          isListHidden ? 'hidden' : 'flex',
          open ? 'w-[380px] shrink-0 border-line border-e' : 'flex-1',
        )}
      >
        {isSearch ? (
          <SearchPlace {...frame} q={search.q ?? ''} />
        ) : list ? (
          <ListPlace
            key={list.id}
            {...frame}
            list={list}
            onSort={(next: List['sort']) => {
              rememberSort(next)
              setSort(next)
            }}
          />
        ) : (
          <Empty title={t.inbox.noView} />
        )}
      </div>
      {open ? (
        <div className="min-w-0 flex-1">
          <Outlet />
        </div>
      ) : null}
      <NewTicket open={isCreating} onClose={() => setCreating(false)} />
    </div>
  )
}

/** Shows the ticket that is open as read, as it is as soon as it is seen, and what there was to know of it. */
const useRead = (open: string | undefined) => {
  const client = useQueryClient()
  useEffect(() => {
    if (open === undefined) return
    applyRead(client, ({ number }) => String(number) === open, false)
    readOfTicket(client, open)
  }, [client, open])
}
