/** Does something to each, so many at a time, and answers in order. The first failure ends it once what runs has ended. */
export const inLanes = async <T, Done>(all: T[], lanes: number, work: (one: T) => Promise<Done>): Promise<Done[]> => {
  const done: Done[] = []
  let next = 0
  const failures: unknown[] = []
  const lane = async () => {
    while (next < all.length && failures.length === 0) {
      const place = next++
      try {
        done[place] = await work(all[place] as T) // place is within all
      } catch (error) {
        failures.push(error)
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(lanes, all.length) }, lane))
  if (failures.length > 0) throw failures[0]
  return done
}
