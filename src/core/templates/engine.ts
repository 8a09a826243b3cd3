import { type FilterImplOptions, Liquid } from 'liquidjs'
import type { BodyFormat } from '../../store/schema.ts'

/** Characters of a template's source, and of what it renders to: as many as a message's body may have. */
export const SOURCE_MAX = 50_000

/**
 * What a template may say. Its author need not be trusted, so this is a list of what is allowed: no tag that reads files
 * (`include`, `render`, `layout`), that prints without escaping (`echo`, `cycle`, `tablerow`, `liquid`) or that gathers
 * text past the limit of what is printed (`capture`); no filter that makes much of little without being charged for it
 * (`concat`, `json` of everything). `raw` is in html alone, which is sanitised once it is rendered.
 */
const TAGS = ['if', 'unless', 'case', 'for', 'break', 'continue', 'assign', 'comment', '#', 'raw']
export const FILTERS = [
  ...['append', 'prepend', 'capitalize', 'upcase', 'downcase', 'strip', 'lstrip', 'rstrip', 'strip_newlines'],
  ...[
    'replace',
    'replace_first',
    'remove',
    'remove_first',
    'truncate',
    'truncatewords',
    'slice',
    'split',
    'strip_html',
  ],
  ...['escape', 'newline_to_br', 'url_encode', 'default', 'date', 'size', 'first', 'last', 'join', 'sort', 'uniq'],
  ...['reverse', 'map', 'where', 'plus', 'minus', 'times', 'divided_by', 'modulo', 'round', 'floor', 'ceil', 'abs'],
  ...['at_least', 'at_most'],
]

/** A value as the text that it is printed as. */
export const asText = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  return Array.isArray(value) ? value.map(asText).join('') : String(value)
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const htmlValue = (value: unknown): string => asText(value).replace(/[&<>"']/g, (one) => ENTITIES[one] ?? one)

/**
 * A value as text within markdown: a backslash before any ASCII punctuation makes it stand for itself (CommonMark 0.31,
 * section 2.4). So nobody's name becomes a link or a heading. White space at a line's start would make it code.
 */
const markdownValue = (value: unknown): string =>
  asText(value)
    .replace(/^[ \t]+/gm, '')
    .replace(/[!-/:-@[-`{-~]/g, '\\$&')

const engineOf = (
  printed: ((value: unknown) => string) | undefined,
  filters: Record<string, FilterImplOptions>,
): Liquid => {
  const engine = new Liquid({
    ownPropertyOnly: true,
    strictFilters: true,
    lenientIf: true,
    templates: {},
    parseLimit: SOURCE_MAX,
    // What filters and ranges make, in characters and items: a page of a mail needs a few thousand.
    memoryLimit: 500_000,
    timezoneOffset: 0,
    dateFormat: '%Y-%m-%d %H:%M',
    ...(printed ? { outputEscape: printed } : {}),
  })
  for (const name of Object.keys(engine.tags)) if (!TAGS.includes(name)) delete engine.tags[name]
  for (const name of Object.keys(engine.filters)) if (!FILTERS.includes(name)) engine.unregisterFilter(name)
  for (const [name, filter] of Object.entries(filters)) engine.registerFilter(name, filter)
  return engine
}

const same = (value: unknown): unknown => value

/** liquidjs charges nothing for its own, which a loop could use to keep the event loop busy. */
const urlEncode: FilterImplOptions = function (value: unknown) {
  const text = asText(value)
  this.context.memoryLimit.use(text.length)
  return encodeURIComponent(text.toWellFormed()).replaceAll('%20', '+')
}

const breaks = (line: (value: unknown) => string, end: string): FilterImplOptions => ({
  raw: true,
  handler: (value: unknown) => line(value).replace(/\r?\n/g, end),
})

/** Prints a value as the markup that it is, where its author says so. */
const asIs: FilterImplOptions = { raw: true, handler: asText }

/** `escape` is what every print does already. */
const COMMON = { escape: same, url_encode: urlEncode }

/** One engine a format: each prints a value so that it is text there, whoever wrote it. */
export const ENGINES: Record<BodyFormat, Liquid> = {
  text: engineOf(undefined, { ...COMMON, newline_to_br: same }),
  html: engineOf(htmlValue, { ...COMMON, newline_to_br: breaks(htmlValue, '<br>\n'), raw: asIs }),
  markdown: engineOf(markdownValue, { ...COMMON, newline_to_br: breaks(markdownValue, '\\\n') }),
}
