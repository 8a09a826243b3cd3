/** A property's value by its id (MS-OXPROPS); of many values the first. */
export type Properties = ReadonlyMap<number, { type: number; value: Buffer }>

/** Sizes of values that have one (MS-OXCDATA, section 2.11.1), each padded to 4 bytes. */
const FIXED: ReadonlyMap<number, number> = new Map([
  [0x0002, 4],
  [0x0003, 4],
  [0x0004, 4],
  [0x0005, 8],
  [0x0006, 8],
  [0x0007, 8],
  [0x000a, 4],
  [0x000b, 4],
  [0x0014, 8],
  [0x0040, 8],
  [0x0048, 16],
])
const VARIABLE = new Set([0x000d, 0x001e, 0x001f, 0x0102])
const PROPERTIES_MAX = 2000

/** Reads the property list of MS-OXTNEF, section 2.1.3.4. Undefined where it is not one to the letter. */
export const readProperties = (bytes: Buffer): Properties | undefined => {
  const found = new Map<number, { type: number; value: Buffer }>()
  let at = 0
  const skip = (count: number): number | undefined => {
    const start = at
    at += count
    return count >= 0 && at <= bytes.length ? start : undefined
  }
  const number = (): number | undefined => {
    const start = skip(4)
    return start === undefined ? undefined : bytes.readUInt32LE(start)
  }
  const padded = (): Buffer | undefined => {
    const length = number()
    if (length === undefined || length > bytes.length) return undefined
    const start = skip(length + ((4 - (length % 4)) % 4))
    return start === undefined ? undefined : bytes.subarray(start, start + length)
  }
  const count = number()
  if (count === undefined || count > PROPERTIES_MAX) return undefined
  for (let i = 0; i < count; i++) {
    const tag = number()
    if (tag === undefined) return undefined
    const [type, id] = [tag & 0xffff, tag >>> 16]
    if (id >= 0x8000) {
      // A named property: its set, and its name or number.
      if (skip(16) === undefined) return undefined
      const kind = number()
      if (kind === undefined || (kind === 0 ? number() : padded()) === undefined) return undefined
    }
    const single = type & 0x0fff
    const isMany = (type & 0x1000) !== 0
    const size = FIXED.get(single)
    const values = isMany || VARIABLE.has(single) ? number() : 1
    if (values === undefined || values > PROPERTIES_MAX || (size === undefined && !VARIABLE.has(single)))
      return undefined
    for (let n = 0; n < values; n++) {
      const start = size === undefined ? undefined : skip(size)
      const value =
        size === undefined ? padded() : start === undefined ? undefined : bytes.subarray(start, start + size)
      if (value === undefined) return undefined
      if (n === 0) found.set(id, { type: single, value })
    }
  }
  return found
}
