const MINUTE = 60_000
/** Addresses counted at once; past that all are forgotten, which lets a few more in for a moment. */
const REMEMBER_MAX = 50_000

/** How much one address may do: connections at once, and things a minute, counted in this process's memory. */
export const openAddressLimits = (limits: { connections: number; perMinute: number }) => {
  const open = new Map<string, number>()
  let counted = new Map<string, number>()
  let since = performance.now()
  return {
    /** False where the address has as many connections as it may; each true is given back by `disconnect`. */
    connect: (address: string): boolean => {
      const count = open.get(address) ?? 0
      if (count >= limits.connections) return false
      open.set(address, count + 1)
      return true
    },
    disconnect: (address: string): void => {
      const count = open.get(address) ?? 0
      if (count <= 1) open.delete(address)
      else open.set(address, count - 1)
    },
    /** False where the address did as much in this minute as it may. */
    take: (address: string): boolean => {
      if (performance.now() - since > MINUTE || counted.size >= REMEMBER_MAX) {
        counted = new Map()
        since = performance.now()
      }
      const count = (counted.get(address) ?? 0) + 1
      counted.set(address, count)
      return count <= limits.perMinute
    },
  }
}
