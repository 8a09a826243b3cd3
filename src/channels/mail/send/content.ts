import { Readable } from 'node:stream'

export type Content = {
  stream: Readable
  /** Whether all of it has been handed to the connection. */
  isComplete: () => boolean
}

/**
 * A mail's bytes for DATA. Nothing is read before the server has said that it listens (354). A receiver has a mail only
 * with its last line (RFC 5321, section 4.1.1.10: one that breaks off before is dropped), so the last piece is held back
 * until `handedOver` has noted that it goes.
 */
export const contentOf = (open: () => Readable, handedOver: () => Promise<void>): Content => {
  let complete = false
  const pieces = async function* (): AsyncGenerator<Buffer> {
    let held: Buffer | undefined
    for await (const piece of open()) {
      if (held) yield held
      held = piece as Buffer // the composer's streams are of bytes
    }
    await handedOver()
    complete = true
    if (held) yield held
  }
  return { stream: Readable.from(pieces(), { objectMode: false }), isComplete: () => complete }
}
