import type { Readable } from 'node:stream'
import { MailParser, type MailParserOptions } from 'mailparser'
import { inLine, type RawHeader, rawHeader, splitHeaders } from './headers.ts'

/** A part that has no parts: a text or a file, its transfer encoding undone, as bytes that stream by. */
export type Leaf = {
  mediaType: string
  params: Readonly<Record<string, string>>
  disposition: string | null
  fileName: string | null
  contentId: string | null
  content: AsyncIterable<Buffer>
}

/** How parts stand to each other: leaves in their order, by index. */
export type Structure = { mediaType: string; children: Structure[]; leaf: number | null }

export type SplitMail = { headers: RawHeader[]; structure: Structure; damage: ('header_too_long' | 'too_many_parts')[] }

/**
 * Splits a mail into its parts while it streams by, never holding more than a piece: `onLeaf` gets one after the other, and
 * what it does not read is passed over. Rejects with what `source` or `onLeaf` fails with; what is wrong with the mail is
 * told in `damage`. The headers are those of the mail itself.
 */
export const splitMail = async (
  source: Readable,
  onLeaf: (leaf: Leaf, headers: readonly RawHeader[]) => Promise<void>,
): Promise<SplitMail> => {
  const parser = new MailParser(OPTIONS)
  // `textTypes` is what the parser holds in memory and reads itself: nothing. Its reading of texts trusts what charset the
  // sender declares and has no limit. `tree` is what it knows of the structure. Neither is in its types.
  const inner = parser as unknown as { textTypes: string[]; tree: ParserNode | false }
  inner.textTypes = []
  const headers: RawHeader[] = []
  const damage: SplitMail['damage'] = []
  let open: (Readable & { end?: () => void }) | undefined
  parser.on('headerLines', (lines) => {
    for (const { line } of lines) {
      const field = rawHeader(line)
      if (field) headers.push(field)
    }
  })

  return await new Promise((resolve, reject) => {
    let work: Promise<void> = Promise.resolve()
    const give = (error: unknown) => {
      source.destroy()
      parser.destroy()
      reject(error instanceof Error ? error : new Error(String(error)))
    }
    const finish = () => {
      work.then(() => {
        const fields = headers.length > 0 ? headers : splitHeaders(head.toString('latin1'))
        resolve({ headers: fields, structure: structureOf(inner.tree), damage })
      }, give)
    }
    // Where the parser gives up it may not have told even the headers.
    let head = Buffer.alloc(0)
    source.on('data', (chunk: Buffer | string) => {
      if (head.length < HEAD_BYTES) head = Buffer.concat([head, Buffer.from(chunk)])
    })
    parser.on('data', (part) => {
      if (part.type !== 'attachment') return
      work = work.then(async () => {
        // The parser's own stream of bytes, whose type says less.
        const content = part.content as Readable & { end?: () => void }
        open = content
        content.on('error', () => {})
        const leaf = {
          mediaType: mediaTypeOf(part.contentType),
          params: paramsOf(part.headers.get('content-type')),
          disposition: part.contentDisposition ?? null,
          fileName: part.filename || null,
          contentId: inLine(part.cid ?? '') || null,
          content: untilItEnds(content),
        }
        await onLeaf(leaf, headers)
        open = undefined
        if (!content.readableEnded) content.resume()
        part.release()
      })
      work.catch(give)
    })
    parser.once('end', finish)
    parser.once('error', (error: Error & { code?: string }) => {
      // All that it fails with is a limit of its own; what was read so far stands, and the part under way ends here.
      damage.push(/head/i.test(error.message) ? 'header_too_long' : 'too_many_parts')
      open?.end?.()
      source.unpipe(parser)
      finish()
    })
    source.once('error', give)
    source.once('close', () => {
      if (!source.readableEnded && damage.length === 0) give(new Error('the mail broke off while it was read'))
    })
    source.pipe(parser)
  })
}

const HEAD_BYTES = 64 * 1024

/** Beside the typed options: parts that are mails are left whole. */
const OPTIONS: MailParserOptions & { ignoreEmbedded: true } = {
  skipHtmlToText: true,
  skipTextToHtml: true,
  skipTextLinks: true,
  skipImageLinks: true,
  keepDeliveryStatus: true,
  ignoreEmbedded: true,
}

/** RFC 6838, section 4.2. */
const MEDIA_TYPE = /^[a-z0-9][\w!#$&^.+-]{0,126}\/[a-z0-9][\w!#$&^.+-]{0,126}$/

/** A type as it may be kept; what is none is a file of no known type. */
export const mediaTypeOf = (given: unknown): string => {
  const type = typeof given === 'string' ? given.trim().toLowerCase() : ''
  return MEDIA_TYPE.test(type) ? type : 'application/octet-stream'
}

/** Leaving off does not destroy it: the parser still writes what remains. */
const untilItEnds = (content: Readable): AsyncIterable<Buffer> => content.iterator({ destroyOnReturn: false })

type ParserNode = { contentType: string | false; children: ParserNode[] }

const structureOf = (tree: ParserNode | false): Structure => {
  let leaves = 0
  const walk = (node: ParserNode): Structure => {
    const mediaType = node.contentType || 'text/plain'
    if (mediaType.startsWith('multipart/')) return { mediaType, children: node.children.map(walk), leaf: null }
    leaves += 1
    return { mediaType, children: node.children.map(walk), leaf: leaves - 1 }
  }
  return tree ? walk(tree) : { mediaType: 'text/plain', children: [], leaf: null }
}

const paramsOf = (value: unknown): Readonly<Record<string, string>> => {
  const params = typeof value === 'object' && value !== null && 'params' in value ? value.params : undefined
  if (typeof params !== 'object' || params === null) return {}
  return Object.fromEntries(Object.entries(params).map(([key, given]) => [key.toLowerCase(), String(given)]))
}
