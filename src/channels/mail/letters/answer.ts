import { snapshotOf } from '../snapshots.ts'
import { doneBlocks } from './closing.ts'
import { footer } from './footer.ts'
import type { Block } from './layout.ts'
import type { About } from './letter.ts'

/** A public reply, as it was written; and where it ends the ticket, that it does. */
export const answerBlocks = (about: About): Block[] => {
  const { words, event, data, desk, tooLarge } = about
  const { message, signature } = snapshotOf(event)
  return [
    { small: words.reply.wrote(message?.author.name ?? '', desk) },
    ...(message ? [{ message }] : []),
    ...(signature ? [{ signature }] : []),
    ...(tooLarge.length > 0 ? [{ text: words.attachments.tooLarge(tooLarge.join(', ')) }] : []),
    ...(data.closes ? doneBlocks(about) : []),
    ...footer(about),
  ]
}
