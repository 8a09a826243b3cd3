import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { toLink } from '../mail/links.ts'
import { ok, type Result } from '../result.ts'
import { getTicket } from '../tickets/get.ts'
import { serviceTextFor } from './find.ts'

/** Where a ticket's customer says how they were served, and what they are asked; whoever has the link may. `origin`: where Lodge is found. */
export const surveyOf = async (
  lodge: Lodge,
  actor: Actor,
  idOrNumber: string,
  origin: string,
): Promise<Result<{ url: string; text: string }, { code: 'ticket_not_found' }>> => {
  const found = await getTicket(lodge, actor, idOrNumber)
  if (!found.ok) return found
  const right = { act: 'rate', deskId: actor.deskId, ticketId: found.value.id } as const
  return ok({
    url: `${origin}/mail/${toLink(lodge.secrets, right)}`,
    text: await serviceTextFor(lodge.store.db, actor.deskId, 'survey', found.value),
  })
}
