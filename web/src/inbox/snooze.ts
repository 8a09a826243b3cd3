export type SnoozePreset = 'laterToday' | 'tomorrow' | 'nextWeek' | 'nextMonth'

const MORNING = 9
const LATER_HOURS = 3
/** Later than this is not today any more. */
const EVENING = 18

/** When a ticket that is put aside now could come back, in the reader's own time: mornings, and later today while that is. */
export const snoozePresets = (now: Date): { preset: SnoozePreset; at: Date }[] => {
  const morningIn = (days: number) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, MORNING)
  const later = new Date(now)
  later.setHours(now.getHours() + LATER_HOURS, 0, 0, 0)
  const untilMonday = (8 - now.getDay()) % 7 || 7
  const presets: { preset: SnoozePreset; at: Date }[] = [
    { preset: 'tomorrow', at: morningIn(1) },
    { preset: 'nextWeek', at: morningIn(untilMonday) },
    { preset: 'nextMonth', at: morningIn(30) },
  ]
  return later.getDate() === now.getDate() && later.getHours() <= EVENING
    ? [{ preset: 'laterToday', at: later }, ...presets]
    : presets
}
