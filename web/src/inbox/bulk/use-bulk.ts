import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { countsQuery, departmentsQuery, membersQuery } from '../../api/desk.ts'
import { problemOf } from '../../api/problem.ts'
import { sessionQuery } from '../../api/session.ts'
import type { Ticket } from '../../api/types.ts'
import { type Texts, useTexts } from '../../texts/texts.tsx'
import { toast, toastProblem } from '../../ui/toasts.tsx'
import { findIn } from '../list/merge.ts'
import { LISTS, type ListData } from '../list/query.ts'
import { applyTicket } from '../live/apply.ts'
import { type BulkSet, type Known, predicted } from './predict.ts'

/** The API's bound of one change. */
const AT_ONCE = 100

type Outcome = {
  id: string
  changed: Ticket[]
  failed: { ticket: string; code: string; detail: string }[]
}

/** What was done: the changes that it consists of, to be undone together, and what takes away the note of it. */
type Deed = { ids: string[]; dismiss: () => void }

/** What can still be undone, the last one last. */
let deeds: Deed[] = []

const chunks = (ids: string[]): string[][] =>
  Array.from({ length: Math.ceil(ids.length / AT_ONCE) }, (_, n) => ids.slice(n * AT_ONCE, (n + 1) * AT_ONCE))

const loaded = (client: QueryClient, ids: string[]): Ticket[] => {
  const lists = client.getQueriesData<ListData>({ queryKey: LISTS }).flatMap(([, data]) => (data ? [data.pages] : []))
  return ids.flatMap((id) => {
    const found = lists.map((pages) => findIn(pages, id)).find((ticket) => ticket !== undefined)
    return found ? [found] : []
  })
}

const knownOf = (client: QueryClient): Known => {
  const me = client.getQueryData(sessionQuery.queryKey)?.member
  const members = client.getQueryData(membersQuery.queryKey) ?? []
  return {
    members: me ? [me, ...members] : members,
    departments: client.getQueryData(departmentsQuery.queryKey) ?? [],
  }
}

const settle = (client: QueryClient, outcomes: Outcome[]): void => {
  for (const ticket of outcomes.flatMap(({ changed }) => changed)) {
    applyTicket(client, { ticket })
    void client.invalidateQueries({ queryKey: ['ticket', String(ticket.number)] })
  }
  void client.invalidateQueries({ queryKey: ['tickets', 'search'] })
  void client.invalidateQueries(countsQuery)
}

const tellFailed = (t: Texts, outcomes: Outcome[]): void => {
  const failed = outcomes.flatMap((outcome) => outcome.failed)
  const first = failed[0]
  if (first) toast(t.inbox.notChanged(failed.length, first.detail), { tone: 'danger', forMs: 10_000 })
}

/** Changes tickets, at once on the page and then on the server, and undoes what was done, the last first. */
export const useBulk = () => {
  const client = useQueryClient()
  const t = useTexts()

  const undo = async (deed: Deed | undefined) => {
    if (!deed) {
      toast(t.inbox.nothingToUndo)
      return
    }
    deeds = deeds.filter((one) => one !== deed)
    deed.dismiss()
    try {
      const outcomes = await Promise.all(deed.ids.map((id) => api.post<Outcome>(`/v1/tickets/bulk/${id}/undo`)))
      settle(client, outcomes)
      tellFailed(t, outcomes)
      if (outcomes.some(({ changed }) => changed.length > 0)) toast(t.inbox.undone)
    } catch (error) {
      deeds = [...deeds, deed]
      toastProblem(error)
    }
  }

  const change = async (ids: string[], set: BulkSet) => {
    const before = loaded(client, ids)
    const known = knownOf(client)
    for (const ticket of before) applyTicket(client, { ticket: predicted(ticket, set, known) })
    const restore = (isBack: (ticket: Ticket) => boolean) => {
      for (const ticket of before) if (isBack(ticket)) applyTicket(client, { ticket })
    }
    const settled = await Promise.allSettled(
      chunks(ids).map((tickets) => api.post<Outcome>('/v1/tickets/bulk', { tickets, set })),
    )
    const outcomes = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    const done = new Set(outcomes.flatMap(({ changed }) => changed.map(({ id }) => id)))
    restore(({ id }) => !done.has(id))
    settle(client, outcomes)
    tellFailed(t, outcomes)
    const refused = settled.find((one) => one.status === 'rejected')
    if (refused) toastProblem(problemOf(refused.reason))
    if (done.size === 0) return
    const deed: Deed = { ids: outcomes.map(({ id }) => id), dismiss: () => {} }
    deeds = [...deeds, deed]
    const action = { label: t.shell.undo, run: () => void undo(deed) }
    deed.dismiss = toast(t.inbox.changed(done.size), { action, forMs: 8_000 })
  }

  return { change: (ids: string[], set: BulkSet) => void change(ids, set), undo: () => void undo(deeds.at(-1)) }
}
