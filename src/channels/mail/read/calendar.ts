import ICAL from 'ical.js'
import { cleanAddress, cleanName } from './bytes/addresses.ts'
import type { MailAddress, ReadCalendar } from './types.ts'

const ATTENDEES_MAX = 100

/** What a text/calendar part invites to: its first event (RFC 5545, RFC 5546). Null where it is none that can be read. */
export const readCalendar = (text: string): ReadCalendar | null => {
  try {
    const calendar = new ICAL.Component(ICAL.parse(text))
    const event = calendar.getFirstSubcomponent('vevent')
    if (!event) return null
    const said = (name: string) => wordsOf(event.getFirstPropertyValue(name)).slice(0, 1000).toWellFormed()
    return {
      method: wordsOf(calendar.getFirstPropertyValue('method')).toUpperCase() || null,
      summary: said('summary'),
      start: timeOf(event, 'dtstart'),
      end: timeOf(event, 'dtend'),
      location: said('location') || null,
      organizer: personOf(event.getFirstProperty('organizer')),
      attendees: event
        .getAllProperties('attendee')
        .slice(0, ATTENDEES_MAX)
        .map(personOf)
        .filter((person) => person !== null),
    }
  } catch {
    // It throws at whatever is not to the letter: then the file is what there is to show.
    return null
  }
}

const wordsOf = (value: unknown): string =>
  typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed().trim() : ''

/** With the offset where the calendar says its zone: `2026-11-05T10:00:00+02:00`, `…Z`, or a bare day. */
const timeOf = (event: ICAL.Component, name: string): string | null => {
  const property = event.getFirstProperty(name)
  const value = property?.getFirstValue()
  if (!(value instanceof ICAL.Time)) return null
  if (value.isDate) return value.toString()
  const zone = property?.getFirstParameter('tzid')
  const described = event.parent
    ?.getAllSubcomponents('vtimezone')
    .find((one) => one.getFirstPropertyValue('tzid') === zone)
  if (!described) return value.toString()
  value.zone = new ICAL.Timezone(described)
  const offset = value.utcOffset()
  const minutes = Math.abs(Math.trunc(offset / 60))
  const pad = (number: number) => String(number).padStart(2, '0')
  return `${value.toString().replace(/Z$/, '')}${offset < 0 ? '-' : '+'}${pad(Math.trunc(minutes / 60))}:${pad(minutes % 60)}`
}

const personOf = (property: ICAL.Property | null): MailAddress | null => {
  const address = cleanAddress(wordsOf(property?.getFirstValue()))
  return property && address ? { address, name: cleanName(wordsOf(property.getFirstParameter('cn')), address) } : null
}
