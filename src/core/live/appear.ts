import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { fail, ok, type Result } from '../result.ts'
import { findTicketId } from '../tickets/find-id.ts'
import { type LiveNote, tellLive } from './note.ts'

/** A payload is small: the end of a name that is longer is not needed to know who it is. */
const NAME_MAX = 100

/**
 * Who says the same as before within this time is known to: it is passed on at its end, once, with how long ago it was said.
 * Shorter than the grace of a stream that ended (audience.ts): by then all know who said that they are still there.
 */
const SAME_MS = 2_000
const REMEMBERED_MAX = 10_000

type State = 'viewing' | 'typing' | 'left'
type Note = Extract<LiveNote, { about: 'presence' }>
type Said = { note: Note; at: number; again: number; later?: NodeJS.Timeout | undefined }
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
  const saidBy = new Map<string, Said>()

  return async (actor, idOrNumber, state) => {
    const ticket = await findTicketId(lodge.store.db, actor, idOrNumber)
    if (!ticket) return fail({ code: 'ticket_not_found' })
    if (actor.memberId === null) return fail({ code: 'member_required' })
    const key = `${actor.memberId}/${ticket.id}`
    const last = saidBy.get(key)
    const at = performance.now()
    if (last?.note.state === state && last.note.department === ticket.departmentId && at - last.at < SAME_MS) {
      last.again = at
      last.later ??= setTimeout(
        () => {
          last.later = undefined
          last.at = performance.now()
          void tellLive(lodge, [{ ...last.note, ago: Math.round(last.at - last.again) }])
        },
        SAME_MS - (at - last.at),
      ).unref()
      return ok(null)
    }
    const { name } = await lodge.store.db
      .selectFrom('member')
      .select('name')
      .where('desk_id', '=', actor.deskId)
      .where('id', '=', actor.memberId)
      .executeTakeFirstOrThrow()
    const where = { desk: actor.deskId, ticket: ticket.id, department: ticket.departmentId }
    const who = { member: actor.memberId, name: [...name].slice(0, NAME_MAX).join('') }
    const note: Note = { about: 'presence', ...where, ...who, state }
    clearTimeout(last?.later)
    if (saidBy.size >= REMEMBERED_MAX) saidBy.clear()
    saidBy.set(key, { note, at, again: at })
    await tellLive(lodge, [note])
    return ok(null)
  }
}
