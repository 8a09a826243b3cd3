/** Reads `key` once for all who ask for it while it is being read. */
export type Shared = <Value>(key: string, read: () => Promise<Value>) => Promise<Value>

/**
 * What deliveries that were taken together need alike is read once for them. One a group: nobody gets what was read before
 * their delivery was taken.
 */
export const openShared = (): Shared => {
  const flights = new Map<string, Promise<unknown>>()
  return <Value>(key: string, read: () => Promise<Value>): Promise<Value> => {
    const known = flights.get(key) as Promise<Value> | undefined // of one key, the reads are of one kind
    if (known) return known
    const flight = read().finally(() => flights.delete(key))
    flights.set(key, flight)
    return flight
  }
}
