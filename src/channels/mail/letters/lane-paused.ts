import { snapshotOf } from '../snapshots.ts'
import type { Block } from './layout.ts'
import type { About } from './letter.ts'

/** Tells who can mend it that something that was to get deliveries gets none. */
export const lanePausedBlocks = ({ words, event }: About): Block[] => {
  const { lane } = snapshotOf(event)
  if (!lane) return []
  return [
    { text: words.paused.text(lane.name, lane.failing_since.slice(0, 16).replace('T', ' ')) },
    ...(lane.reason === null ? [] : [{ text: lane.reason }]),
    { text: words.paused.resume },
  ]
}
