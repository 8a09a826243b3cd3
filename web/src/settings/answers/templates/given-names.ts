/** What the server fills by itself: all other names come with a request, as its data. */
const FILLED = new Set([
  'ticket',
  'requester',
  'message',
  'agent',
  'desk',
  'intervention',
  'fields',
  'remote',
  'forloop',
  'empty',
  'blank',
  'nil',
  'true',
  'false',
])
const NAME = /[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*/g
/** The words of the tags that read values; what is between quotes is none. */
const WORDS = new Set(['if', 'elsif', 'unless', 'case', 'when', 'and', 'or', 'contains', 'in', 'for', 'assign'])
const TEXTS = /"[^"]*"|'[^']*'/g

/**
 * The values that a template takes from a request's data, by name, as far as its placeholders and tags show: what to ask
 * for before it is previewed. `data.order_number` and `order_number` are the same.
 */
export const givenNames = (source: string): string[] => {
  const own = new Set(
    [...source.matchAll(/\{%-?\s*(?:for|assign)\s+([A-Za-z_][\w-]*)/g)].flatMap(([, name]) => name ?? []),
  )
  const read = [...source.matchAll(/\{\{-?(.*?)-?\}\}|\{%-?\s*(?:if|elsif|unless|case|when|for|assign)\b(.*?)-?%\}/gs)]
  const names = read.flatMap(
    ([, printed, tag]) =>
      (printed ?? tag ?? '')
        .replace(TEXTS, '')
        // A filter's own name is no value; what it is given may be.
        .replace(/\|\s*[a-z_]+/g, ' ')
        .match(NAME) ?? [],
  )
  const given = names.flatMap((name) => {
    const path = name.startsWith('data.') ? name.slice('data.'.length) : name
    const [root = ''] = path.split('.')
    return name === 'data' || FILLED.has(root) || WORDS.has(root) || own.has(root) ? [] : [path]
  })
  return [...new Set(given)]
}
