import iconv from 'iconv-lite'

/**
 * Reads bytes as text whatever their sender says they are: declarations are missing, wrong, or of charsets that are none.
 * What the bytes prove (a byte order mark, ISO-2022 escapes, well-formed UTF-8) goes before what is declared.
 */
export const decodeText = (bytes: Buffer, declared: string | null): string => {
  const marked = byMark(bytes)
  if (marked) return read(bytes, marked)
  if (hasEscapes(bytes)) return read(bytes, 'iso-2022-jp')
  const label = declared === null ? null : canonical(declared)
  if (label === 'utf-7') return iconv.decode(bytes, 'utf-7')
  const utf8 = tryRead(bytes, 'utf-8')
  // A text in another charset is UTF-8 by coincidence at most where it is short, as two Chinese characters are.
  const coincidence = label !== null && MULTI_BYTE.has(label) && bytes.length < 64
  if (utf8 !== undefined && !(label?.startsWith('utf-16') || (coincidence && !isAscii(bytes)))) return utf8
  if (label !== null && label !== 'utf-8') {
    const text = decoderOf(label) ? tryRead(bytes, label) : undefined
    if (text !== undefined) return text
    if (!decoderOf(label) && iconv.encodingExists(label)) return iconv.decode(bytes, label)
  }
  // Cut in the middle of a character, or a byte gone wrong on the way: most of it is still UTF-8.
  if (label === 'utf-8' || label === null) {
    const mostly = read(bytes, 'utf-8')
    const broken = mostly.split('\ufffd').length - 1
    if (broken * 10 < countHigh(bytes)) return mostly
  }
  return read(bytes, guess(bytes))
}

/** Labels that mailers write and no standard has. */
const ALIASES: Readonly<Record<string, string>> = {
  'iso-8859-8-e': 'iso-8859-8',
  'hebrew-iso-8859-8': 'iso-8859-8',
  cp1255: 'windows-1255',
  win1255: 'windows-1255',
  'iso-8859-1': 'windows-1252',
  ks_c_5601: 'euc-kr',
  'x-gbk': 'gbk',
  cp936: 'gbk',
  cp932: 'shift_jis',
  cp949: 'euc-kr',
  cp950: 'big5',
  utf8mb4: 'utf-8',
  'unicode-1-1-utf-7': 'utf-7',
  'iso-2022-jp-ms': 'iso-2022-jp',
}
const MULTI_BYTE = new Set(['shift_jis', 'euc-jp', 'gbk', 'gb2312', 'gb18030', 'big5', 'euc-kr', 'ks_c_5601-1987'])
const NOTHING_SAID = new Set([
  '',
  'us-ascii',
  'ascii',
  'default',
  'unknown',
  'unknown-8bit',
  'x-unknown',
  '7bit',
  '8bit',
])

/** A label as decoders know it; null where it says nothing. */
const canonical = (declared: string): string | null => {
  const label = declared
    .trim()
    .toLowerCase()
    .replace(/^["']|["']$/g, '')
    .replace(/^(?:charset=|x-)(?=utf|windows|iso)/, '')
  if (NOTHING_SAID.has(label)) return null
  const known = ALIASES[label] ?? label.replace(/^(?:cp|win)-?(125\d)$/, 'windows-$1')
  return /^utf_?8$/.test(known) ? 'utf-8' : known
}

const decoders = new Map<string, boolean>()
const decoderOf = (label: string): boolean => {
  const known = decoders.get(label)
  if (known !== undefined) return known
  let exists = true
  try {
    new TextDecoder(label)
  } catch {
    exists = false
  }
  // Senders make labels up: what is remembered of them is bounded.
  if (decoders.size < 200) decoders.set(label, exists)
  return exists
}

const read = (bytes: Buffer, label: string): string => new TextDecoder(label).decode(bytes)

const tryRead = (bytes: Buffer, label: string): string | undefined => {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

const byMark = (bytes: Buffer): string | undefined => {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined
}

const isAscii = (bytes: Buffer): boolean => countHigh(bytes) === 0

const countHigh = (bytes: Buffer): number => {
  let high = 0
  for (const byte of bytes) if (byte >= 0x80) high += 1
  return high
}

/** ESC $ B, ESC $ @ or ESC ( J, and nothing of 8 bits: RFC 1468. */
const hasEscapes = (bytes: Buffer): boolean => {
  const at = bytes.indexOf(0x1b)
  if (at === -1 || !isAscii(bytes)) return false
  return ['\u001b$B', '\u001b$@', '\u001b(J'].some((mark) => bytes.includes(mark))
}

/** What bytes of no declared charset are most likely to be, by how languages' letters stand in each. */
const guess = (bytes: Buffer): string => {
  const sample = bytes.subarray(0, 4096)
  for (const label of ['euc-jp', 'shift_jis']) {
    const text = tryRead(sample, label)
    const kana = text?.match(/[\u3040-\u30ff]/g)?.length ?? 0
    if (text && kana * 4 >= (text.match(/[\u0080-\uffff]/g)?.length ?? 1)) return label
  }
  let [high, runs, lowHalf, upperHalf, beyondHebrew] = [0, 0, 0, 0, 0]
  let before = 0
  for (const byte of sample) {
    if (byte >= 0xc0) {
      high += 1
      if (before < 0x80) runs += 1
      if (byte < 0xe0) lowHalf += 1
      else upperHalf += 1
      if (byte > 0xfa && byte < 0xfd) beyondHebrew += 1
    }
    before = byte
  }
  // In Western languages an accent stands alone among plain letters; elsewhere words are made of such bytes.
  if (high === 0 || high < runs * 2) return 'windows-1252'
  if (lowHalf > upperHalf) return 'koi8-r'
  return lowHalf === 0 && beyondHebrew === 0 ? 'windows-1255' : 'windows-1251'
}
