import type { Actor } from '../../core/actor.ts'
import type { Lodge } from '../../core/lodge.ts'
import type { Named } from '../../core/tickets/ticket.ts'
import { invalid } from './contract.ts'

/** Where tickets go that name no queue, in their words. */
const INBOX = 'inbox'

/**
 * The department that a queue's name means. `Inbox` is the desk's default where no department is called that. Refused
 * (422) where there is none.
 */
export const findQueue = async (lodge: Lodge, actor: Actor, path: string, name: string): Promise<Named> => {
  const wanted = name.trim().toLowerCase()
  for (const desk of [await lodge.desks.get(actor.deskId), await lodge.desks.fresh(actor.deskId)]) {
    const found = desk.department(wanted)
    // A queue is named, not numbered: an id is no name.
    if (found && found.name.trim().toLowerCase() === wanted) return found
    if (wanted === INBOX) return desk.defaultDepartment
  }
  throw invalid(path, 'is not the name of a queue of this desk')
}
