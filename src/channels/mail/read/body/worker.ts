import type { ReadBody } from '../types.ts'
import type { Piece } from './pieces.ts'
import { understand } from './understand.ts'

/** What body.ts has done in a thread. */
export default ({ piece, subject }: { piece: Piece; subject: string }): ReadBody => understand(piece, subject)
