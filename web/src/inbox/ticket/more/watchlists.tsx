import { useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../../../api/client.ts'
import { watchlistsQuery } from '../../../api/desk.ts'
import type { Watchlist, WholeTicket } from '../../../api/types.ts'
import { useTexts } from '../../../texts/texts.tsx'
import { Picker } from '../../../ui/picker.tsx'
import { Problem } from '../../../ui/problem.tsx'
import { toast, toastProblem } from '../../../ui/toasts.tsx'
import { usePanelTexts } from '../panel/texts.ts'

const NAME_MAX = 200

/** Puts a ticket on a watchlist, or takes it off; a name that is none yet makes one. */
export const Watchlists = ({ ticket, onClose }: { ticket: WholeTicket; onClose: () => void }) => {
  const shell = useTexts().shell
  const t = usePanelTexts()
  const client = useQueryClient()
  const { data: lists = [], error, refetch } = useQuery(watchlistsQuery)
  const keep = (changed: Watchlist) =>
    client.setQueryData(watchlistsQuery.queryKey, (now) => [
      ...(now ?? []).filter(({ id }) => id !== changed.id),
      changed,
    ])
  const add = async ({ id }: Watchlist) =>
    keep(await api.post<Watchlist>(`/v1/watchlists/${id}/tickets`, { tickets: [ticket.id] }))
  const remove = async ({ id }: Watchlist) =>
    keep(await api.delete<Watchlist>(`/v1/watchlists/${id}/tickets/${ticket.id}`))
  const toggle = async (list: Watchlist) => {
    const has = list.tickets.includes(ticket.id)
    await (has ? remove(list) : add(list))
    const undo = () => void (has ? add(list) : remove(list)).catch(toastProblem)
    toast(has ? t.unwatched(list.name) : t.watched(list.name), { action: { label: shell.undo, run: undo } })
  }
  const create = async (name: string) => {
    const made = await api.post<Watchlist>('/v1/watchlists', { name: name.slice(0, NAME_MAX) })
    keep(made)
    await toggle(made)
  }
  return (
    <Picker
      open
      title={t.actions.watchlists}
      options={lists
        .toSorted((a, b) => a.name.localeCompare(b.name))
        .map(({ id, name, icon, shared, tickets }) => ({
          id,
          label: icon ? `${icon} ${name}` : name,
          checked: tickets.includes(ticket.id),
          ...(shared ? { hint: t.shared } : {}),
        }))}
      onPick={(id) => {
        const list = lists.find((one) => one.id === id)
        if (list) void toggle(list).catch(toastProblem)
      }}
      onNew={(name) => void create(name).catch(toastProblem)}
      newLabel={t.newWatchlist}
      onClose={onClose}
    >
      {error ? <Problem error={error} onRetry={() => void refetch()} /> : null}
    </Picker>
  )
}
