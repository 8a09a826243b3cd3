import { crc32, deflateSync, inflateSync } from 'node:zlib'

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex')
const COLOURS = 256

/**
 * A picture of a screen as a PNG of at most 256 colours, without transparency: a third of the bytes. Takes what Chromium
 * writes: 8 bits a channel, RGB or RGBA, not interlaced (W3C PNG, 11.2).
 */
export const toSmallPng = (png: Buffer): Buffer => {
  const { width, height, pixels } = decode(png)
  const { palette, indexOf } = choosePalette(pixels)
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++) {
    // The row's first byte stays 0: no filter, which suits a palette best.
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = indexOf(pixels[y * width + x] ?? 0)
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3], 8) // 8 bits, a palette
  const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]))
  const parts = [chunk('IHDR', header), chunk('PLTE', colours), chunk('IDAT', deflateSync(rows, { level: 9 }))]
  return Buffer.concat([SIGNATURE, ...parts, chunk('IEND', Buffer.alloc(0))])
}

const chunk = (type: string, data: Buffer): Buffer => {
  const typed = Buffer.concat([Buffer.from(type), data])
  const framed = Buffer.alloc(8 + typed.length)
  framed.writeUInt32BE(data.length, 0)
  framed.set(typed, 4)
  framed.writeUInt32BE(crc32(typed), 4 + typed.length)
  return framed
}

/** Its pixels, row by row, as 0xRRGGBB. */
const decode = (png: Buffer): { width: number; height: number; pixels: Uint32Array } => {
  const width = png.readUInt32BE(16)
  const height = png.readUInt32BE(20)
  const channels = png[25] === 6 ? 4 : 3
  const data: Buffer[] = []
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at)
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(png.subarray(at + 8, at + 8 + length))
    at += 12 + length
  }
  const raw = inflateSync(Buffer.concat(data))
  const stride = width * channels
  const pixels = new Uint32Array(width * height)
  let above = new Uint8Array(stride)
  for (let y = 0; y < height; y++) {
    const row = unfilter(raw.subarray(y * (stride + 1), (y + 1) * (stride + 1)), above, channels)
    for (let x = 0; x < width; x++) {
      const at = x * channels
      pixels[y * width + x] = ((row[at] ?? 0) << 16) | ((row[at + 1] ?? 0) << 8) | (row[at + 2] ?? 0)
    }
    above = row
  }
  return { width, height, pixels }
}

/** A row without its filter (W3C PNG, 9.2): none, left, up, their mean, Paeth's choice. */
const unfilter = (filtered: Buffer, above: Uint8Array, channels: number): Uint8Array<ArrayBuffer> => {
  const filter = filtered[0]
  const row = new Uint8Array(above.length)
  for (let n = 0; n < row.length; n++) {
    const left = row[n - channels] ?? 0
    const up = above[n] ?? 0
    const corner = above[n - channels] ?? 0
    const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter ?? 0] ?? 0
    row[n] = (filtered[n + 1] ?? 0) + guess
  }
  return row
}

const paeth = (left: number, up: number, corner: number): number => {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)]
  return a <= b && a <= c ? left : b <= c ? up : corner
}

/** So many are the commonest; the rest of the palette is what they are farthest from: a small mark keeps its colour. */
const COMMON = 160

/** Of the colours of a picture those that say most; each of the others goes to the nearest: those are the edges of letters. */
const choosePalette = (pixels: Uint32Array): { palette: number[]; indexOf: (colour: number) => number } => {
  const counts = new Map<number, number>()
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1)
  const byCount = [...counts].sort(([, a], [, b]) => b - a)
  const palette = byCount.slice(0, COMMON).map(([colour]) => colour)
  const rest = byCount.slice(COMMON).map(([colour, count]) => ({
    colour,
    weight: Math.sqrt(count),
    away: Math.min(...palette.map((chosen) => distance(colour, chosen))),
  }))
  while (palette.length < COLOURS && rest.length > 0) {
    const worst = rest.reduce((a, b) => (b.away * b.weight > a.away * a.weight ? b : a))
    if (worst.away === 0) break
    palette.push(worst.colour)
    for (const one of rest) one.away = Math.min(one.away, distance(one.colour, worst.colour))
  }
  const known = new Map(palette.map((colour, index) => [colour, index]))
  const indexOf = (colour: number): number => {
    const found = known.get(colour)
    if (found !== undefined) return found
    let nearest = 0
    for (let n = 1; n < palette.length; n++) {
      if (distance(colour, palette[n] ?? 0) < distance(colour, palette[nearest] ?? 0)) nearest = n
    }
    known.set(colour, nearest)
    return nearest
  }
  return { palette, indexOf }
}

const distance = (a: number, b: number): number =>
  ((a >> 16) - (b >> 16)) ** 2 + (((a >> 8) & 255) - ((b >> 8) & 255)) ** 2 + ((a & 255) - (b & 255)) ** 2
