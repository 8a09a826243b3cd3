import { toHtml } from './html.ts'
import { toPdf } from './pdf/pdf.ts'
import type { TranscriptContent, TranscriptFormat } from './transcript.ts'

export type TranscriptWork = { format: TranscriptFormat; content: TranscriptContent }

/** What write.ts has done in a thread. */
export default async ({ format, content }: TranscriptWork): Promise<Uint8Array> =>
  format === 'html' ? Buffer.from(toHtml(content)) : toPdf(content)
