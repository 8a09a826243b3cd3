import type { Piscina } from 'piscina'
import { openBodyThreads } from '../../../../core/messages/body-threads.ts'
import type { ReadBody } from '../types.ts'
import type { Piece } from './pieces.ts'
import { understand } from './understand.ts'

/**
 * From how many characters on a text is understood in a thread: html becomes text at up to 5 µs a character, and text
 * is looked through in less than half of that.
 */
const THREAD_FROM = 15_000
const TEXT_WEIGHS = 0.5
/** No text of those that are let in is known to take a second. */
const PATIENCE_MS = 30_000

type Threads = Piscina<{ piece: Piece; subject: string }, ReadBody>

let threads: Promise<Threads> | undefined

/**
 * Understands what a mail says without holding the event loop: a mail's bytes stream by in small steps, its text is worked on
 * as a whole, in a thread where it is long. Where that fails all of the text is what was written, and `damaged`.
 */
export const readBody = async (piece: Piece, subject: string): Promise<{ body: ReadBody; damaged: boolean }> => {
  try {
    if (weightOf(piece) < THREAD_FROM) return { body: understand(piece, subject), damaged: false }
    threads ??= openBodyThreads(new URL('./worker.ts', import.meta.url))
    const body = await (await threads).run({ piece, subject }, { signal: AbortSignal.timeout(PATIENCE_MS) })
    return { body, damaged: false }
  } catch {
    const whole = { text: contentOf(piece, 'text'), html: contentOf(piece, 'html') || null }
    return { body: { ...whole, quoted: null, signature: null, whole }, damaged: true }
  }
}

const weightOf = (piece: Piece): number => {
  if ('of' in piece) return piece.of.reduce((sum, one) => sum + weightOf(one), 0)
  return piece.content.length * (piece.is === 'text' ? TEXT_WEIGHS : 1)
}

const contentOf = (piece: Piece, is: 'text' | 'html'): string => {
  if ('of' in piece)
    return piece.of
      .map((one) => contentOf(one, is))
      .filter((one) => one !== '')
      .join('\n')
  return piece.is === is ? piece.content : ''
}
