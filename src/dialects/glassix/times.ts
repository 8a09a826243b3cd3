/** What stands for no time at all (C#'s DateTime.MinValue). */
export const NO_TIME = '0001-01-01T00:00:00'

/** A time span as C# writes it: `[d.]hh:mm:ss`. Not negative. */
export const toTimeSpan = (ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / 1_000))
  // Nearly all of a new ticket's.
  if (seconds === 0) return '00:00:00'
  const two = (value: number) => String(value).padStart(2, '0')
  const days = Math.floor(seconds / 86_400)
  const clock = [Math.floor(seconds / 3_600) % 24, Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':')
  return days > 0 ? `${days}.${clock}` : clock
}

/** `dd/MM/yyyy HH:mm:ss:ff` in UTC, ff being hundredths; a client's culture may write other separators. */
const MOMENT = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}) (\d{1,2})[:.](\d{2})[:.](\d{2})(?:[:.](\d{2}))?$/
const DAY = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/

/** The list's times. Undefined where there is no such time. */
export const parseMoment = (text: string): Date | undefined => {
  const match = MOMENT.exec(text.trim())
  if (!match) return undefined
  const [day, month, year, hour, minute, second, hundredths] = match.slice(1).map((part) => Number(part ?? 0))
  return exact([year, month, day, hour, minute, second], (hundredths ?? 0) * 10)
}

/** `dd/MM/yyyy`: the start of that day in UTC. */
export const parseDay = (text: string): Date | undefined => {
  const match = DAY.exec(text.trim())
  if (!match) return undefined
  const [day, month, year] = match.slice(1).map(Number)
  return exact([year, month, day, 0, 0, 0], 0)
}

const exact = (parts: (number | undefined)[], ms: number): Date | undefined => {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
  const moment = new Date(Date.UTC(year, month - 1, day, hour, minute, second, ms))
  const isIt =
    moment.getUTCFullYear() === year &&
    moment.getUTCMonth() === month - 1 &&
    moment.getUTCDate() === day &&
    moment.getUTCHours() === hour &&
    moment.getUTCMinutes() === minute &&
    moment.getUTCSeconds() === second
  return isIt ? moment : undefined
}

/** A calendar month later; at most its last day. */
export const monthAfter = (moment: Date): Date => {
  const later = new Date(moment)
  later.setUTCMonth(later.getUTCMonth() + 1)
  if (later.getUTCDate() !== moment.getUTCDate()) later.setUTCDate(0)
  return later
}
