import type { Piscina } from 'piscina'
import { IntakeFull } from '../../../store/intake.ts'
import type { Actor } from '../../actor.ts'
import type { Lodge } from '../../lodge.ts'
import { ok, type Result } from '../../result.ts'
import { getTicket } from '../get.ts'
import { readPictures } from './pictures.ts'
import type { TranscriptFormat, TranscriptOptions } from './transcript.ts'
import type { TranscriptWork } from './worker.ts'

/** A conversation of 500 messages takes a second or two. */
const PATIENCE_MS = 60_000
/** Each holds a whole conversation in memory. */
const WAITING_MAX = 8

let threads: Promise<Piscina<TranscriptWork, Uint8Array>> | undefined
let waiting = 0

/**
 * A ticket and its conversation as one file, by its number or id: html that needs nothing besides itself (UTF-8), or a pdf
 * of A4 pages. Written in a thread that reads nothing but Lodge's own fonts. Rejects with IntakeFull where too many wait.
 */
export const writeTranscript = async (
  lodge: Lodge,
  actor: Actor,
  idOrNumber: string,
  format: TranscriptFormat,
  options: TranscriptOptions,
): Promise<Result<{ number: number; bytes: Uint8Array }, { code: 'ticket_not_found' }>> => {
  const found = await getTicket(lodge, actor, idOrNumber)
  if (!found.ok) return found
  if (waiting >= WAITING_MAX) throw new IntakeFull(`${waiting} transcripts wait already`)
  waiting += 1
  try {
    const messages = found.value.messages.filter((message) => message.public || options.notes)
    const ticket = { ...found.value, messages }
    const pictures = format === 'html' && options.pictures ? await readPictures(lodge, actor.deskId, messages) : []
    threads ??= openThreads()
    const work = { format, content: { ticket, pictures, options } }
    const bytes = await (await threads).run(work, { signal: AbortSignal.timeout(PATIENCE_MS) })
    return ok({ number: ticket.number, bytes })
  } finally {
    waiting -= 1
  }
}

const openThreads = async (): Promise<Piscina<TranscriptWork, Uint8Array>> => {
  const { Piscina } = await import('piscina')
  return new Piscina({
    filename: new URL('./worker.ts', import.meta.url).href,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: 10_000,
    niceIncrement: 5,
    resourceLimits: { maxOldGenerationSizeMb: 384, maxYoungGenerationSizeMb: 32 },
  })
}
