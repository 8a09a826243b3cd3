import type { VendorFormat } from '../../channels/webhooks/format.ts'
import type { Desk } from '../../core/desks/directory.ts'
import type { Lodge } from '../../core/lodge.ts'
import { eventWords } from '../../dialects/glassix/event-words.ts'
import { namesOf, type Shown, toGlassixEvent } from '../../dialects/glassix/events.ts'
import { ZERO_GUID } from '../../dialects/glassix/guid.ts'
import { glassixSignatures } from '../../dialects/glassix/sign.ts'
import { linksAt } from './files.ts'

/** Webhooks as Glassix's receivers read them (their pages "Events", "Validate outbound webhooks and API"). `origin`: where Lodge is found. */
export const glassixFormat = (origin: string): VendorFormat => ({
  tells: (event) => namesOf(event).length > 0,
  bodyOf: async (lodge, { deskId, event }) =>
    JSON.stringify(toGlassixEvent(event, eventWordsOf(lodge, await lodge.desks.get(deskId), origin))),
  headersOf: glassixSignatures,
  // Their page "Events configuration": 20 seconds, and 5 when it is tried again.
  timeoutMs: (attempt) => (attempt === 1 ? 20_000 : 5_000),
})

/** How a desk's events are told to who finds Lodge at `origin`. */
export const eventWordsOf = (lodge: Lodge, desk: Desk, origin: string): Shown =>
  eventWords((departmentId) => ({
    // A department that was deleted since has none that anybody could name.
    departmentGuid: desk.guidOfDepartment(departmentId) ?? ZERO_GUID,
    guidOfDepartment: desk.guidOfDepartment,
    linkOf: linksAt(lodge.secrets, origin, desk.id),
    erased: NOBODY,
  }))

/** Nothing is told of a ticket that was scrambled but what an event has left. */
const NOBODY: ReadonlySet<string> = new Set()
