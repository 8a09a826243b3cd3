import { type Line, withoutBidi } from './lines.ts'

/** A tag of html as it stands there. */
export type Tag = { name: string; closes: boolean; attributes: string; start: number; end: number }

/** What is within is no markup. */
const RAW = new Set(['script', 'style', 'title', 'textarea', 'xmp', 'noscript'])

/**
 * The tags of html, from the top, in one pass: enough to find where a part of a mail begins and ends. What is cut out by it
 * is not safe by that: it is sanitised like any other html.
 */
export const tagsOf = (html: string): Tag[] => {
  const tags: Tag[] = []
  let at = html.indexOf('<')
  while (at !== -1) {
    if (html.startsWith('<!--', at)) {
      const end = html.indexOf('-->', at + 4)
      if (end === -1) break
      at = html.indexOf('<', end + 3)
      continue
    }
    const name = /^<(\/?)([a-z][a-z0-9:-]{0,30})(?=[\s/>])/i.exec(html.slice(at, at + 40))
    if (!name) {
      at = html.indexOf('<', at + 1)
      continue
    }
    const end = endOfTag(html, at + name[0].length)
    if (end === -1) break
    const tag: Tag = {
      name: (name[2] ?? '').toLowerCase(),
      closes: name[1] === '/',
      attributes: html.slice(at + name[0].length, end - 1),
      start: at,
      end,
    }
    tags.push(tag)
    let next = end
    if (RAW.has(tag.name) && !tag.closes) {
      const close = indexOfClose(html, tag.name, end)
      if (close === -1) break
      next = close
    }
    at = html.indexOf('<', next)
  }
  return tags
}

/** Behind the `>` that ends a tag; one within quotes does not. */
const endOfTag = (html: string, from: number): number => {
  let quote = ''
  for (let at = from; at < html.length; at++) {
    const character = html[at]
    if (quote !== '') {
      if (character === quote) quote = ''
    } else if (character === '>') return at + 1
    else if ((character === '"' || character === "'") && html[at - 1]?.trim() === '=') quote = character ?? ''
  }
  return -1
}

const indexOfClose = (html: string, name: string, from: number): number => {
  const close = new RegExp(`</${name}[\\s/>]`, 'gi')
  close.lastIndex = from
  return close.exec(html)?.index ?? -1
}

/** Where the element that `tags[at]` opens ends, and its closing tag begins; the end of the html where it is never closed. */
export const elementEnd = (tags: readonly Tag[], at: number, length: number): number => {
  const name = tags[at]?.name
  let depth = 0
  for (let i = at; i < tags.length; i++) {
    const tag = tags[i]
    if (tag?.name !== name || tag === undefined) continue
    depth += tag.closes ? -1 : 1
    if (depth === 0) return tag.end
  }
  return length
}

const ATTRIBUTE = /([a-z_:][-\w:.]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi

export const attributesOf = (tag: Tag): Map<string, string> => {
  const found = new Map<string, string>()
  for (const [, name = '', double, single, bare] of tag.attributes.slice(0, 4000).matchAll(ATTRIBUTE)) {
    found.set(name.toLowerCase(), double ?? single ?? bare ?? '')
  }
  return found
}

/** What begins and ends a line. Cells stand side by side. */
const LINES = new Set(
  'p div br tr table tbody ul ol li blockquote hr h1 h2 h3 h4 h5 h6 pre center section article header footer body dl dt dd address fieldset form'.split(
    ' ',
  ),
)

/** Html as the lines that it shows, each with where it begins in the html; quoted by as many marks as it is in quotes. */
export const htmlLines = (html: string, tags: readonly Tag[] = tagsOf(html)): Line[] => {
  const lines: Line[] = []
  let [text, start, depth, end] = ['', 0, 0, 0]
  let hidden = false
  const add = (from: number, to: number) => {
    if (hidden || from >= to) return
    const words = decodeEntities(
      html
        .slice(from, to)
        .replace(/<!--[\s\S]*?(?:-->|$)/g, '')
        .replace(/\s+/g, ' '),
    )
    if (words.trim() === '' && text === '') return
    if (text === '') start = from
    text += text === '' ? words.trimStart() : words
  }
  const flush = (at: number) => {
    lines.push({
      text: withoutBidi(text)
        .replace(/[\s\u00a0]+/g, ' ')
        .trim(),
      depth,
      start: text === '' ? at : start,
    })
    text = ''
  }
  for (const tag of tags) {
    add(end, tag.start)
    end = tag.end
    if (RAW.has(tag.name)) hidden = !tag.closes
    if (tag.name === 'td' || tag.name === 'th') text += text === '' ? '' : ' '
    if (!LINES.has(tag.name)) continue
    if (text !== '' || tag.name === 'br') flush(tag.start)
    if (tag.name === 'blockquote') depth = Math.max(0, depth + (tag.closes ? -1 : 1))
  }
  add(end, html.length)
  if (text !== '') flush(html.length)
  return lines
}

const NAMED: Readonly<Record<string, string>> = {
  nbsp: ' ',
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  rlm: '',
  lrm: '',
  zwnj: '',
  eacute: 'é',
  agrave: 'à',
  Agrave: 'À',
  oacute: 'ó',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  szlig: 'ß',
  shy: '',
  ndash: '–',
  mdash: '—',
}

/** The entities that mail programs write; any other stays as it is, since this text is for finding marks only. */
const decodeEntities = (text: string): string =>
  text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));?/gi,
    (whole, decimal: string, hex: string, name: string) => {
      if (name !== undefined) return NAMED[name] ?? whole
      const code = decimal === undefined ? Number.parseInt(hex, 16) : Number.parseInt(decimal, 10)
      return code > 31 && code < 0x110000 && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : ' '
    },
  )
