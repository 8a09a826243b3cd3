export type ByteRange = { start: number; end: number }

/**
 * What part of `size` bytes a `Range` header asks for (RFC 9110, section 14): `all` where it asks for none, for several at
 * once, or in a way that is to be ignored; `unsatisfiable` where it starts behind the end.
 */
export const readRange = (header: string | undefined, size: number): ByteRange | 'all' | 'unsatisfiable' => {
  const match = /^bytes=\s*(\d{0,15})-(\d{0,15})\s*$/i.exec(header ?? '')
  if (!match) return 'all'
  const [, first = '', last = ''] = match
  if (first === '' && last === '') return 'all'
  if (first === '') {
    const length = Math.min(Number(last), size)
    return length === 0 ? 'unsatisfiable' : { start: size - length, end: size - 1 }
  }
  const start = Number(first)
  if (last !== '' && Number(last) < start) return 'all'
  if (start >= size) return 'unsatisfiable'
  return { start, end: last === '' ? size - 1 : Math.min(Number(last), size - 1) }
}

/** Whether an `If-None-Match` header names this entity tag, compared weakly (RFC 9110, section 13.1.2). */
export const namesTag = (header: string | undefined, tag: string): boolean =>
  header !== undefined &&
  (header.trim() === '*' || header.split(',').some((one) => one.trim().replace(/^W\//, '') === tag))
