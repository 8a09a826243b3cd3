import { snapshotOf } from '../snapshots.ts'
import { footer } from './footer.ts'
import type { Block } from './layout.ts'
import type { About } from './letter.ts'

/** Says that a ticket has arrived. None of the sender's words: what we send on our own must carry nobody else's message. */
export const acknowledgementBlocks = (about: About): Block[] => {
  const { words, event } = about
  const number = snapshotOf(event).ticket?.number ?? 0
  return [
    { text: words.greeting },
    { text: words.received.text(number) },
    { text: words.received.next },
    ...footer(about),
  ]
}
