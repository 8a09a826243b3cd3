import { Readable } from 'node:stream'
import type { Piece } from './body/pieces.ts'
import { decodeText } from './bytes/charset.ts'
import { collect } from './bytes/collect.ts'
import { unflow } from './bytes/flowed.ts'
import { eightBit, inLine, type RawHeader } from './bytes/headers.ts'
import { type Leaf, mediaTypeOf, type Structure, splitMail } from './bytes/split.ts'
import { readTnef } from './bytes/tnef.ts'
import type { AttachmentSink, ReadAttachment, ReadMail } from './types.ts'

/** What of a mail's text is read: a megabyte is a long book. The rest is in the original. */
const TEXT_MAX = 1024 * 1024
/** Reports, invitations and mails within mails are read so far. */
const PART_MAX = 256 * 1024
/** A winmail.dat is unpacked in memory; a larger one is kept as it is. */
const TNEF_MAX = 8 * 1024 * 1024

export type Parts<Stored> = {
  headers: RawHeader[]
  piece: Piece
  attachments: ReadAttachment<Stored>[]
  /** Mails, or headers of mails, within the mail. */
  messages: Buffer[]
  deliveryStatus: string | null
  feedbackReport: string | null
  calendar: string | null
  damage: ReadMail<Stored>['damage']
}

/** Takes a mail apart as it streams by: texts are read, files go to the sink. */
export const readParts = async <Stored>(source: Readable, sink: AttachmentSink<Stored>): Promise<Parts<Stored>> => {
  const texts: (Piece | undefined)[] = []
  const found: Omit<Parts<Stored>, 'headers' | 'piece'> = {
    attachments: [],
    messages: [],
    deliveryStatus: null,
    feedbackReport: null,
    calendar: null,
    damage: [],
  }
  let room = TEXT_MAX
  const keep = async (leaf: Leaf, content: AsyncIterable<Buffer>, name = nameOf(leaf)) => {
    const stored = await sink({ name, content })
    found.attachments.push({ name, declaredType: leaf.mediaType, contentId: leaf.contentId, inline: false, stored })
  }

  const onLeaf = async (leaf: Leaf, headers: readonly RawHeader[]): Promise<void> => {
    const at = texts.push(undefined) - 1
    const isReport = headers.some(({ name, value }) => name === 'content-type' && /^multipart\/report\b/i.test(value))
    if (isText(leaf)) {
      const { bytes, isAll } = await collect(leaf.content, room)
      if (!isAll) found.damage.push('body_cut')
      room = Math.max(0, room - bytes.length)
      texts[at] = textOf(leaf, bytes)
      return
    }
    switch (leaf.mediaType) {
      // Another way to say what the html says, for Google's mail program alone.
      case 'text/x-amp-html':
        return
      case 'message/delivery-status':
      case 'message/global-delivery-status':
        found.deliveryStatus ??= await readText(leaf)
        return
      case 'message/feedback-report':
        found.feedbackReport ??= await readText(leaf)
        return
      case 'text/rfc822-headers':
      case 'message/global-headers':
        found.messages.push((await collect(leaf.content, PART_MAX)).bytes)
        return
      case 'message/rfc822':
      case 'message/global': {
        const { bytes, again } = await collect(leaf.content, PART_MAX)
        found.messages.push(bytes)
        if (!isReport) await keep(leaf, again, leaf.fileName ? nameOf(leaf) : 'message.eml')
        return
      }
      case 'text/calendar':
      case 'application/ics': {
        const { bytes, again } = await collect(leaf.content, PART_MAX)
        found.calendar ??= decodeText(bytes, leaf.params.charset ?? null)
        // Some send it twice, as an alternative and as a file.
        if (found.attachments.every(({ name }) => !name.endsWith('.ics')))
          await keep(leaf, again, leaf.fileName ? nameOf(leaf) : 'invite.ics')
        return
      }
      default:
        return isTnef(leaf) ? await unpack(leaf, keep, found, sink) : await keep(leaf, leaf.content)
    }
  }

  const { headers, structure, damage } = await splitMail(source, onLeaf)
  return { ...found, headers, piece: pieceOf(structure, texts), damage: [...new Set([...damage, ...found.damage])] }
}

/** A text that is to be read in place, not one that was attached. */
const isText = ({ mediaType, disposition, fileName }: Leaf): boolean =>
  (mediaType === 'text/plain' || mediaType === 'text/html') && disposition !== 'attachment' && fileName === null

const textOf = ({ mediaType, params }: Leaf, bytes: Buffer): Piece => {
  const text = decodeText(bytes, params.charset ?? null)
    .replace(/\r\n?/g, '\n')
    .replaceAll('\0', '')
    .toWellFormed()
  if (mediaType === 'text/html') return { is: 'html', content: text }
  const isFlowed = params.format?.trim().toLowerCase() === 'flowed'
  return { is: 'text', content: isFlowed ? unflow(text, params.delsp?.trim().toLowerCase() === 'yes') : text }
}

const readText = async (leaf: Leaf): Promise<string> =>
  decodeText((await collect(leaf.content, PART_MAX)).bytes, leaf.params.charset ?? null).replaceAll('\0', '')

const isTnef = ({ mediaType, fileName }: Leaf): boolean =>
  /^application\/(?:vnd\.)?ms-tnef$/.test(mediaType) || fileName?.toLowerCase() === 'winmail.dat'

const unpack = async <Stored>(
  leaf: Leaf,
  keep: (leaf: Leaf, content: AsyncIterable<Buffer>) => Promise<void>,
  found: Pick<Parts<Stored>, 'attachments'>,
  sink: AttachmentSink<Stored>,
): Promise<void> => {
  const { bytes, isAll, again } = await collect(leaf.content, TNEF_MAX)
  const files = isAll ? readTnef(bytes) : undefined
  if (!files) return await keep(leaf, again)
  for (const { name, mediaType, contentId, content } of files) {
    const shown = inLine(name)
    const stored = await sink({ name: shown, content: Readable.from([content]) })
    found.attachments.push({
      name: shown,
      declaredType: mediaTypeOf(mediaType),
      contentId: contentId && inLine(contentId),
      inline: false,
      stored,
    })
  }
}

/** The name as its sender gave it; bytes of 8 bits, which the parser left as they are, as characters. */
const nameOf = ({ fileName, mediaType }: Leaf): string => {
  if (fileName === null)
    return mediaType.startsWith('image/') ? `image.${mediaType.slice(6).replace(/\W.*$/, '')}` : 'attachment'
  // biome-ignore lint/suspicious/noControlCharactersInRegex: bytes are what this tells apart
  const isBytes = !/[^\u0000-\u00ff]/.test(fileName)
  return inLine(isBytes ? eightBit(fileName) : fileName)
}

const pieceOf = (structure: Structure, texts: readonly (Piece | undefined)[]): Piece => {
  if (structure.leaf !== null) return texts[structure.leaf] ?? { is: 'sequence', of: [] }
  const of = structure.children
    .map((child) => pieceOf(child, texts))
    .filter((piece) => !('of' in piece) || piece.of.length > 0)
  return { is: structure.mediaType === 'multipart/alternative' ? 'alternative' : 'sequence', of }
}
