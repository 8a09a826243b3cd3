import { decodeText } from './charset.ts'
import { type Properties, readProperties } from './tnef-properties.ts'

export type TnefFile = { name: string; mediaType: string; contentId: string | null; content: Buffer }

const SIGNATURE = 0x223e9f78
const [MESSAGE, ATTACHMENT] = [1, 2]
/** MS-OXTNEF, section 2.1.3.2: the attributes that make up a file. */
const RENDER_DATA = 0x00069002
const TITLE = 0x00018010
const DATA = 0x0006800f
const PROPERTIES = 0x00069005
/** MS-OXPROPS: PidTagAttachLongFilename, PidTagAttachMimeTag, PidTagAttachContentId, PidTagAttachDataBinary. */
const [LONG_NAME, MIME_TAG, CONTENT_ID, DATA_BINARY] = [0x3707, 0x370e, 0x3712, 0x3701]
const FILES_MAX = 200

/**
 * The files in a winmail.dat, as Outlook sends it to those it takes for Outlook (MS-OXTNEF, section 2.1.3). Undefined where
 * it is not to the letter: then the file itself is what there is to keep. Files that are messages of their own are left out.
 */
export const readTnef = (bytes: Buffer): TnefFile[] | undefined => {
  if (bytes.length < 6 || bytes.readUInt32LE(0) !== SIGNATURE) return undefined
  const files: { title: string; content: Buffer | null; properties: Properties | null }[] = []
  let at = 6
  while (at < bytes.length) {
    if (at + 9 > bytes.length) return undefined
    const level = bytes[at]
    const attribute = bytes.readUInt32LE(at + 1)
    const length = bytes.readUInt32LE(at + 5)
    const start = at + 9
    const end = start + length
    if ((level !== MESSAGE && level !== ATTACHMENT) || end + 2 > bytes.length) return undefined
    const data = bytes.subarray(start, end)
    if (bytes.readUInt16LE(end) !== checksum(data)) return undefined
    at = end + 2
    if (level !== ATTACHMENT) continue
    if (attribute === RENDER_DATA) files.push({ title: '', content: null, properties: null })
    const file = files.at(-1)
    if (!file || files.length > FILES_MAX) return undefined
    if (attribute === TITLE) file.title = text(data)
    if (attribute === DATA) file.content = data
    if (attribute === PROPERTIES) {
      const properties = readProperties(data)
      if (!properties) return undefined
      file.properties = properties
    }
  }
  return files.flatMap(({ title, content, properties }) => {
    const bytesOf = content ?? properties?.get(DATA_BINARY)?.value
    if (!bytesOf) return []
    return [
      {
        name: named(properties, LONG_NAME) || title || 'attachment',
        mediaType: named(properties, MIME_TAG) || 'application/octet-stream',
        contentId: named(properties, CONTENT_ID).replace(/^<|>$/g, '') || null,
        content: bytesOf,
      },
    ]
  })
}

const named = (properties: Properties | null, id: number): string => {
  const found = properties?.get(id)
  if (!found) return ''
  return found.type === 0x001f ? found.value.toString('utf16le').replace(/\0+$/, '') : text(found.value)
}

const text = (bytes: Buffer): string => decodeText(bytes.subarray(0, 1000), null).replace(/\0.*$/s, '')

/** The sum of all bytes, in 16 bits. */
const checksum = (bytes: Buffer): number => {
  let sum = 0
  for (const byte of bytes) sum += byte
  return sum & 0xffff
}
