/** A value of a payload: where it is (RFC 6901), how deep, under which name, and what it is, where it is no list or object. */
export type Leaf = { pointer: string; depth: number; name: string; value: string | null }

/** More rows than anybody would click: what is beyond is still found by an expression. */
export const LEAVES_MAX = 500

/** A payload as rows, in its own order. */
export const leavesOf = (payload: unknown): Leaf[] => {
  const leaves: Leaf[] = []
  const walk = (value: unknown, pointer: string, name: string, depth: number) => {
    if (leaves.length >= LEAVES_MAX) return
    const isBranch = typeof value === 'object' && value !== null
    if (pointer !== '') leaves.push({ pointer, depth, name, value: isBranch ? null : shown(value) })
    if (!isBranch) return
    for (const [key, inner] of Object.entries(value)) {
      walk(inner, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, key, pointer === '' ? 0 : depth + 1)
    }
  }
  walk(payload, '', '', 0)
  return leaves
}

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** What a body says, as expressions see it: JSON or a form's fields. Undefined where it is neither. */
export const readPayload = (contentType: string | null, body: string | null): unknown => {
  if (body === null) return undefined
  if (contentType?.startsWith('application/x-www-form-urlencoded')) {
    return Object.fromEntries(new URLSearchParams(body))
  }
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
