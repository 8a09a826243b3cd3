import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { fail, ok, type Result } from '../result.ts'
import { countTickets, type ListTicketsError, listTickets, type TicketPage, type TicketQuery } from '../tickets/list.ts'
import { orderOf } from '../tickets/sort.ts'
import { toTicketFilter } from './filter.ts'
import { findView } from './find.ts'
import type { View } from './view.ts'

export type ViewTicketsError = { code: 'view_not_found' } | ListTicketsError

/** A page of a view's tickets, by the view's sort. */
export const listViewTickets = async (
  lodge: Lodge,
  actor: Actor,
  id: string,
  { limit, after }: Pick<TicketQuery, 'limit'> & { after: (view: View) => TicketQuery['after'] },
): Promise<Result<TicketPage & { view: View }, ViewTicketsError>> => {
  const view = await findView(lodge.store.db, actor, id)
  if (!view) return fail({ code: 'view_not_found' })
  const query = { ...toTicketFilter(view.filter), order: orderOf(view.sort), after: after(view), limit }
  const page = await listTickets(lodge, actor, query)
  return page.ok ? ok({ ...page.value, view }) : page
}

/** How many tickets a view shows, as far as countTickets() counts. */
export const countViewTickets = async (
  lodge: Lodge,
  actor: Actor,
  id: string,
): Promise<Result<{ count: number; more: boolean }, ViewTicketsError>> => {
  const view = await findView(lodge.store.db, actor, id)
  if (!view) return fail({ code: 'view_not_found' })
  return countTickets(lodge, actor, toTicketFilter(view.filter))
}
