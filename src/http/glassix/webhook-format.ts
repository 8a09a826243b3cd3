import type { LoggedEvent } from '../../channels/channel.ts'
import type { VendorFormat } from '../../channels/webhooks/format.ts'
import type { Hours } from '../../core/business-hours/schedule.ts'
import type { Desk } from '../../core/desks/directory.ts'
import type { Lodge } from '../../core/lodge.ts'
import type { Ticket } from '../../core/tickets/ticket.ts'
import { eventWords } from '../../dialects/glassix/event-words.ts'
import { namesOf, type Shown, toGlassixEvent } from '../../dialects/glassix/events.ts'
import { ZERO_GUID } from '../../dialects/glassix/guid.ts'
import { closeOf } from '../../dialects/glassix/measures.ts'
import { glassixSignatures } from '../../dialects/glassix/sign.ts'
import { linksAt } from './files.ts'
import { hoursAt } from './shown.ts'

/** Webhooks as Glassix's receivers read them (their pages "Events", "Validate outbound webhooks and API"). `origin`: where Lodge is found. */
export const glassixFormat = (origin: string): VendorFormat => ({
  tells: (event) => namesOf(event).length > 0,
  bodyOf: async (lodge, { deskId, event }) =>
    JSON.stringify(
      toGlassixEvent(
        event,
        eventWordsOf(lodge, await lodge.desks.get(deskId), origin, await hoursToTell(lodge, deskId, event)),
      ),
    ),
  headersOf: glassixSignatures,
  // Their page "Events configuration": 20 seconds, and 5 when it is tried again.
  timeoutMs: (attempt) => (attempt === 1 ? 20_000 : 5_000),
})

/** How a desk's events are told to who finds Lodge at `origin`. */
export const eventWordsOf = (lodge: Lodge, desk: Desk, origin: string, hours: Hours): Shown =>
  eventWords((departmentId) => ({
    // A department that was deleted since has none that anybody could name.
    departmentGuid: desk.guidOfDepartment(departmentId) ?? ZERO_GUID,
    guidOfDepartment: desk.guidOfDepartment,
    linkOf: linksAt(lodge.secrets, origin, desk.id),
    erased: NOBODY,
    hours,
    externalRefOf: desk.externalRefOf,
  }))

/** Those of the department of its ticket, where that is over: nothing else has a time that is. */
const hoursToTell = async (lodge: Lodge, deskId: string, { data }: LoggedEvent): Promise<Hours> => {
  const { ticket } = data as { ticket?: Ticket } // a snapshot, where there is one
  return ticket && closeOf(ticket) !== null ? hoursAt(lodge, deskId, ticket.department.id) : null
}

/** Nothing is told of a ticket that was scrambled but what an event has left. */
const NOBODY: ReadonlySet<string> = new Set()
