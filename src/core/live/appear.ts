import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { fail, ok, type Result } from '../result.ts'
import { findTicketId } from '../tickets/find-id.ts'
import { tellLive } from './note.ts'

/** A payload is small: the end of a name that is longer is not needed to know who it is. */
const NAME_MAX = 100

/** Who says the same as before within this time is known to. */
const SAME_MS = 5_000
const REMEMBERED_MAX = 10_000

type State = 'viewing' | 'typing' | 'left'
type Appear = (
  actor: Actor,
  idOrNumber: string,
  state: State,
) => Promise<Result<null, { code: 'ticket_not_found' } | { code: 'member_required' }>>

/**
 * Says to all who are live on the desk that a member looks at a ticket, writes on it, or has left. Nothing is written, and
 * a client that says so at each key does not have it told each time.
 */
export const openAppear = (lodge: Lodge): Appear => {
  const said = new Map<string, { state: State; at: number }>()

  return async (actor, idOrNumber, state) => {
    const ticket = await findTicketId(lodge.store.db, actor, idOrNumber)
    if (!ticket) return fail({ code: 'ticket_not_found' })
    if (actor.memberId === null) return fail({ code: 'member_required' })
    const key = `${actor.memberId}/${ticket.id}`
    const last = said.get(key)
    const at = performance.now()
    if (last?.state === state && at - last.at < SAME_MS) return ok(null)
    if (said.size >= REMEMBERED_MAX) said.clear()
    said.set(key, { state, at })
    const { name } = await lodge.store.db
      .selectFrom('member')
      .select('name')
      .where('desk_id', '=', actor.deskId)
      .where('id', '=', actor.memberId)
      .executeTakeFirstOrThrow()
    const where = { desk: actor.deskId, ticket: ticket.id, department: ticket.departmentId }
    const who = { member: actor.memberId, name: [...name].slice(0, NAME_MAX).join('') }
    await tellLive(lodge, [{ about: 'presence', ...where, ...who, state }])
    return ok(null)
  }
}
