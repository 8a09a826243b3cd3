import type { EventTypes } from './event-types/event-type.ts'
import { MAIL_EVENTS } from './event-types/mail.ts'
import { PEOPLE_EVENTS } from './event-types/people.ts'
import { SIGN_IN_EVENTS } from './event-types/sign-in.ts'
import { SYSTEMS_EVENTS } from './event-types/systems.ts'
import { TICKETS_EVENTS } from './event-types/tickets.ts'
import { WORK_EVENTS } from './event-types/work.ts'

const ALL: EventTypes = {
  ...SIGN_IN_EVENTS,
  ...TICKETS_EVENTS,
  ...PEOPLE_EVENTS,
  ...MAIL_EVENTS,
  ...WORK_EVENTS,
  ...SYSTEMS_EVENTS,
}

/** Every type of event and the shape of its `data`, by name. */
export const EVENT_TYPES: EventTypes = Object.fromEntries(
  Object.entries(ALL).sort(([one], [other]) => (one < other ? -1 : 1)),
)
