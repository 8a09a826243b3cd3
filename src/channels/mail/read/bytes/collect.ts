/** The first bytes of a stream, and whether they are all of it; `again` is the whole stream, for who wants it after all. */
export type Collected = { bytes: Buffer; isAll: boolean; again: AsyncIterable<Buffer> }

/** Holds at most `most` bytes of a stream. */
export const collect = async (content: AsyncIterable<Buffer>, most: number): Promise<Collected> => {
  const iterator = content[Symbol.asyncIterator]()
  const chunks: Buffer[] = []
  let size = 0
  let isAll = false
  while (size <= most) {
    const next = await iterator.next()
    if (next.done) {
      isAll = true
      break
    }
    chunks.push(next.value)
    size += next.value.length
  }
  const again = async function* (): AsyncGenerator<Buffer> {
    yield* chunks
    for (let next = isAll ? undefined : await iterator.next(); next && !next.done; next = await iterator.next())
      yield next.value
  }
  return { bytes: Buffer.concat(chunks).subarray(0, most), isAll: isAll && size <= most, again: again() }
}
