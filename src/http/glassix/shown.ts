import type { VendorFormat } from '../../channels/webhooks/format.ts'
import type { DeskId } from '../../core/ids.ts'
import type { Lodge } from '../../core/lodge.ts'
import type { Ticket } from '../../core/tickets/ticket.ts'
import { namesOf, type Shown, toGlassixEvent } from '../../dialects/glassix/events.ts'
import { guidOf, ZERO_GUID } from '../../dialects/glassix/guid.ts'
import { readKept } from '../../dialects/glassix/kept.ts'
import { glassixSignatures } from '../../dialects/glassix/sign.ts'
import { fromOwner, fromTicket, type Surroundings } from '../../dialects/glassix/ticket.ts'
import { fromMessage } from '../../dialects/glassix/transaction.ts'
import { statusOf } from '../../dialects/glassix/users.ts'
import { STATE_OF } from '../../dialects/glassix/words.ts'
import { linksOf } from './files.ts'

/** How a desk's events are shown: as its tickets are read. `origin` is where attachments' links lead. */
export const shownOn = async (lodge: Lodge, deskId: DeskId, origin: string): Promise<Shown> => {
  const { guidOfDepartment } = await lodge.desks.get(deskId)
  const linkOf = linksOf(lodge.secrets, origin, deskId)
  const surroundingsOf = (ticket: Ticket): Surroundings => ({
    departmentGuid: guidOfDepartment(ticket.department.id) ?? ZERO_GUID,
    guidOfDepartment,
    linkOf,
    erased: new Set(),
  })
  return {
    guidOf: (id) => guidOf('event', id),
    state: (ticket) => STATE_OF[ticket.status],
    ticket: (ticket) => fromTicket(ticket, surroundingsOf(ticket)),
    transaction: (message, ticket) => {
      const { departmentGuid } = surroundingsOf(ticket)
      return fromMessage(message, { ticket, kept: readKept(ticket.metadata), departmentGuid }, linkOf)
    },
    owner: fromOwner,
    memberStatus: (member) => ({
      userId: guidOf('member', member.id),
      userName: member.email,
      userStatus: statusOf(member),
      doNotDisturb: false,
    }),
  }
}

/** Webhooks in this contract's format. `baseUrl` is where Lodge is reached from outside. */
export const glassixFormat = (baseUrl: string): VendorFormat => ({
  tells: (event) => namesOf(event).length > 0,
  bodyOf: async (lodge, { deskId, event }) =>
    JSON.stringify(toGlassixEvent(event, await shownOn(lodge, deskId, baseUrl))),
  headersOf: glassixSignatures,
})
