import { departmentsInReach } from '../../store/reach.ts'
import { countManyTicketRows, IN_WORK } from '../../store/ticket-page.ts'
import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { COUNTED, filterOf, type TicketConditions } from '../tickets/list.ts'
import { toTicketFilter } from './filter.ts'
import { listViews } from './list.ts'

type Count = { count: number; more: boolean }

/** How many tickets are where a team looks for its work. */
export type ViewCounts = {
  mine: Count
  unassigned: Count
  open: Count
  pending: Count
  snoozed: Count
  spam: Count
  /** By id: of what is open or pending. */
  departments: Record<string, Count>
  /** By id: those that the actor has. */
  views: Record<string, Count>
}

/** More than a list of views shows. */
const VIEWS_MAX = 100
/** So many tickets in work are gone through for the departments; on a desk with more, all of its departments have `more`. */
const SCANNED = 50_000
const REMEMBER_MS = 1_000
/** Whoever asked at all lately; the oldest answers go first. */
const REMEMBERED_MAX = 10_000

/**
 * Counts for a desk's lists, up to 10,000 each, exact below that. Who asks again within a second, or while the database is at
 * it, shares the answer: by who acts, since views are one's own.
 */
export const openViewCounts = (lodge: Lodge): ((actor: Actor) => Promise<ViewCounts>) => {
  const remembered = new Map<string, { until: number; counts: Promise<ViewCounts> }>()
  return (actor) => {
    const key = `${actor.deskId}/${actor.memberId}/${actor.credentialId}`
    const known = remembered.get(key)
    if (known && known.until > performance.now()) return known.counts
    const counts = countAll(lodge, actor)
    const entry = { until: Number.POSITIVE_INFINITY, counts }
    remembered.delete(key)
    remembered.set(key, entry)
    const [oldest] = remembered.keys()
    if (remembered.size > REMEMBERED_MAX && oldest !== undefined) remembered.delete(oldest)
    counts.then(
      () => {
        entry.until = performance.now() + REMEMBER_MS
      },
      () => remembered.get(key) === entry && remembered.delete(key),
    )
    return counts
  }
}

const countAll = async (lodge: Lodge, actor: Actor): Promise<ViewCounts> => {
  const desk = await lodge.desks.get(actor.deskId)
  const views = (await listViews(lodge, actor, { limit: VIEWS_MAX, after: null })).data
  const asked: TicketConditions[] = [
    { statuses: IN_WORK, assignee: actor.memberId ?? '0' },
    { statuses: IN_WORK, assignee: 'none' },
    { statuses: ['open'] },
    { statuses: ['pending'] },
    { statuses: ['snoozed'] },
    { statuses: ['spam'] },
    ...views.map((view) => toTicketFilter(view.filter)),
  ]
  const filters = await Promise.all(asked.map((one) => filterOf(lodge, actor, one)))
  const found = filters.flatMap((one) => (one.ok ? [one.value] : []))
  const { counts, departments, scanned } = await countManyTicketRows(lodge.store.db, actor.deskId, found, COUNTED + 1, {
    scan: SCANNED,
    reach: actor.departments,
  })
  const left = counts.values()
  const cut = (count: number): Count => ({ count: Math.min(count, COUNTED), more: count > COUNTED })
  // What names nobody any more finds nothing.
  const next = (place: number): Count => cut(filters[place]?.ok ? (left.next().value ?? 0) : 0)
  const [mine, unassigned, open, pending, snoozed, spam] = [0, 1, 2, 3, 4, 5].map(next)
  if (!mine || !unassigned || !open || !pending || !snoozed || !spam) throw new Error('six were asked for')
  const ofDepartment = (id: string): Count => {
    const count = cut(departments.get(id) ?? 0)
    return { ...count, more: count.more || scanned >= SCANNED }
  }
  return {
    ...{ mine, unassigned, open, pending, snoozed, spam },
    departments: Object.fromEntries(
      (departmentsInReach(actor.departments, desk.departmentIds) ?? []).map((id) => [id, ofDepartment(id)]),
    ),
    views: Object.fromEntries(views.map(({ id }, place) => [id, next(place + 6)])),
  }
}
