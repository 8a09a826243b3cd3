/** A moment as the browser's own field for day and time has it, in the reader's zone. */
export const toLocalInput = (at: Date): string => {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`
}

/** What was entered there; null where it is no moment, or one that is over. */
export const fromLocalInput = (value: string, now: Date): Date | null => {
  const at = new Date(value)
  return Number.isNaN(at.getTime()) || at <= now ? null : at
}
