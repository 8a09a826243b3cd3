const attribute = (level: number, id: number, data: Buffer): Buffer => {
  const head = Buffer.alloc(9)
  head.writeUInt8(level)
  head.writeUInt32LE(id, 1)
  head.writeUInt32LE(data.length, 5)
  const sum = Buffer.alloc(2)
  sum.writeUInt16LE(data.reduce((total, byte) => total + byte, 0) & 0xffff)
  return Buffer.concat([head, data, sum])
}

const number = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

/** A property of a file: its long name, in UTF-16 as Outlook has it. */
const longName = (name: string): Buffer => {
  const value = Buffer.from(`${name}\0`, 'utf16le')
  const padding = Buffer.alloc((4 - (value.length % 4)) % 4)
  return Buffer.concat([number(1), number((0x3707 << 16) | 0x001f), number(1), number(value.length), value, padding])
}

/** A winmail.dat with some files, as MS-OXTNEF lays it out: the first by its title, the others by their long names. */
export const tnefOf = (files: readonly { name: string; content: Buffer }[]): Buffer => {
  const signature = Buffer.from([0x78, 0x9f, 0x3e, 0x22, 0x01, 0x00])
  const version = attribute(1, 0x00089006, number(0x00010000))
  const parts = files.flatMap(({ name, content }, at) => [
    attribute(2, 0x00069002, Buffer.alloc(14)),
    ...(at === 0 ? [attribute(2, 0x00018010, Buffer.from(`${name}\0`))] : [attribute(2, 0x00069005, longName(name))]),
    attribute(2, 0x0006800f, content),
  ])
  return Buffer.concat([signature, version, ...parts])
}
