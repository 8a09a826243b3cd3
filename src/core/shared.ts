/** Reads `key` once for all who ask for it while it is being read. */
export type Shared = <Value>(key: string, read: () => Promise<Value>) => Promise<Value>

/**
 * Nothing is kept beyond the read itself. Who must not get what was read before they asked has one of these, or a part of the
 * key, that nobody had before.
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
