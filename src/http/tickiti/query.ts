import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import type { Actor } from '../../core/actor.ts'
import { looksLikeId } from '../../core/ids.ts'
import type { Lodge } from '../../core/lodge.ts'
import { listMessages } from '../../core/messages/log.ts'
import type { Paging } from '../../core/page.ts'
import { criteriaOf, findTickets } from '../../core/tickets/search.ts'
import { listViews } from '../../core/views/list.ts'
import type { View } from '../../core/views/view.ts'
import { listWatchlists } from '../../core/watchlists/list.ts'
import { endOf, readCriteria, startOf } from '../../dialects/tickiti/query.ts'
import { fromLoggedMessage, fromRow, PARTS } from '../../dialects/tickiti/read.ts'
import { searchTickets } from '../../store/ticket-search.ts'
import { actorOf } from '../policy.ts'
import { notFound } from '../problem.ts'
import { allOf } from './all.ts'
import { invalid, refusal, tickitiRoute } from './contract.ts'
import { queryBody, responsesBody } from './schemas.ts'

const READ = { ability: 'tickets:read' } as const

/** Many tickets, and what was said on many. */
export const queryRoutes = (lodge: Lodge, plugin: FastifyInstance): void => {
  tickitiRoute(lodge, plugin, '/api/v1/tickets/query', READ, queryBody, async (body, request) => {
    const actor = actorOf(request)
    const view = await findPerspective(lodge, actor, body)
    const given = body.search_object?.criteria ?? []
    const asksWatchlists = given.some(({ mode }) => mode === 'watchlist')
    const read = readCriteria(given, asksWatchlists ? await watchlistsOf(lodge, actor) : () => [])
    if ('faults' in read) throw refusal(read.faults)
    const tickets = await findTickets(lodge, actor, [...(view ? criteriaOf(view.filter) : []), ...read.criteria])
    return tickets.map((ticket) => fromRow(ticket, view?.columns ?? null))
  })

  tickitiRoute(lodge, plugin, '/api/v1/tickets/responses/query', READ, responsesBody, async (body, request) => {
    const actor = actorOf(request)
    const { limit } = body
    const filter = await toFilter(lodge, actor, body)
    const found = await listMessages(lodge, actor, { ...filter, limit: limit + 1 })
    const page = found.slice(0, limit)
    const last = found.length > limit ? page.at(-1) : undefined
    return {
      ok: true,
      data: {
        responses: page.map((message) => fromLoggedMessage(message, body.fields ?? PARTS)),
        next_cursor: last ? { created_at: last.created_at, id: last.id } : null,
      },
    }
  })
}

/** The perspective by id or name; null for "All", which is no view. */
const findPerspective = async (lodge: Lodge, actor: Actor, body: z.output<typeof queryBody>): Promise<View | null> => {
  const id = body.perspective_id ?? body.search_object?.search_perspective_id
  const named = body.search_object?.search_perspective
  if (id === undefined && (named === undefined || named.toLowerCase() === 'all')) return null
  const views = await allOf((paging: Paging<[string, string]>) => listViews(lodge, actor, paging))
  const found = views.find((view) =>
    id === undefined ? view.name.toLowerCase() === named?.toLowerCase() : view.id === id,
  )
  if (!found) throw notFound('perspective')
  return found
}

/** Ids by id or name, of the watchlists that the actor has. */
const watchlistsOf = async (lodge: Lodge, actor: Actor): Promise<(token: string) => string[]> => {
  const lists = await allOf((paging: Paging<[string, string]>) => listWatchlists(lodge, actor, paging))
  return (token) =>
    lists
      .filter(({ id, name }) => id === token || name.toLowerCase() === token.trim().toLowerCase())
      .map(({ id }) => id)
}

const toFilter = async (lodge: Lodge, actor: Actor, body: z.output<typeof responsesBody>) => {
  const after = body.cursor ? startOf(body.cursor.created_at) : undefined
  if (body.cursor && !after) throw invalid('cursor.created_at', 'must be that of a next_cursor')
  return {
    from: time('created_from', body.created_from, startOf),
    before: time('created_to', body.created_to, endOf),
    after: body.cursor && after ? { createdAt: after, id: body.cursor.id } : null,
    isPublic: body.is_internal === undefined ? undefined : !body.is_internal,
    byStaff: body.staff_response,
    departmentIds: await departmentsOf(lodge, actor, body),
    ticketIds: body.ticket_number && (await ticketsOf(lodge, actor, body.ticket_number)),
  }
}

const time = (path: string, text: string | undefined, read: (text: string) => Date | undefined): Date | null => {
  if (text === undefined) return null
  const found = read(text)
  if (!found) throw invalid(path, 'must be a date like 2026-06-04 or a time like 2026-06-04T15:21:09Z')
  return found
}

/** Of names and ids, those that the desk has; undefined where none was asked for. */
const departmentsOf = async (
  lodge: Lodge,
  actor: Actor,
  { queue, queue_id }: z.output<typeof responsesBody>,
): Promise<string[] | undefined> => {
  if (!queue && !queue_id) return undefined
  const desk = await lodge.desks.fresh(actor.deskId)
  const named = (queue ?? []).flatMap((name) => desk.department(name)?.id ?? [])
  const byId = (queue_id ?? []).flatMap((id) => desk.department(id)?.id ?? [])
  if (!queue) return byId
  return queue_id ? named.filter((id) => byId.includes(id)) : named
}

const ticketsOf = async (lodge: Lodge, actor: Actor, numbers: string[]): Promise<string[]> => {
  const known = numbers.filter(looksLikeId)
  const rows = await searchTickets(lodge.store.db, actor, [{ by: 'number', any: known }], known.length)
  return rows.map(({ id }) => id)
}
