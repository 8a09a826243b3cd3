import { createElement, Fragment, memo, type ReactNode, useMemo } from 'react'
import { useTexts } from '../../../texts/texts.tsx'
import { imageSource, safeHref } from './html.ts'

/**
 * Html drawn as elements of the page, by a list of what may be: the browser's own parser reads it into a document that
 * runs and loads nothing, and of that only these names and these attributes are taken over. Whatever else is there is
 * its text. A frame for each message would cost a document each.
 */
const ELEMENTS: Record<string, string | null> = {
  P: 'my-2 first:mt-0 last:mb-0',
  BR: null,
  DIV: null,
  SPAN: null,
  B: null,
  STRONG: null,
  I: null,
  EM: null,
  U: null,
  S: null,
  DEL: null,
  INS: null,
  SUB: null,
  SUP: null,
  SMALL: null,
  CODE: 'rounded bg-sunken px-1 py-0.5 font-mono text-[0.8125rem]',
  PRE: 'my-2 overflow-x-auto rounded-md bg-sunken p-2.5 font-mono text-[0.8125rem] [&_code]:bg-transparent [&_code]:p-0',
  BLOCKQUOTE: 'my-2 border-s-2 border-line-strong ps-3 text-ink-soft',
  UL: 'my-2 list-disc ps-6',
  OL: 'my-2 list-decimal ps-6',
  LI: 'my-0.5',
  HR: 'my-3 border-line',
}
/** Headings of a message are none of the page: they only look so. */
const HEADING = 'mt-3 mb-1 font-semibold first:mt-0'
const VOID = new Set(['BR', 'HR'])
/** Deeper than what anybody writes; the rest is shown as its text. */
const DEPTH_MAX = 40

type Given = { attachments: readonly { id: string }[]; remote: boolean; blocked: string }

const toNodes = (nodes: Iterable<ChildNode>, given: Given, depth: number): ReactNode[] =>
  [...nodes].map((node, index) => toNode(node, index, given, depth))

const toNode = (node: ChildNode, key: number, given: Given, depth: number): ReactNode => {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent
  if (!(node instanceof HTMLElement) && !isElement(node)) return null
  const element = node as HTMLElement // of another document, so not by instanceof
  if (depth > DEPTH_MAX) return element.textContent
  const name = element.tagName
  if (name === 'IMG') return image(element, key, given)
  const children = VOID.has(name) ? undefined : toNodes(element.childNodes, given, depth + 1)
  const dir = element.getAttribute('dir')
  const common = { key, ...(dir === 'rtl' || dir === 'ltr' || dir === 'auto' ? { dir } : {}) }
  if (name === 'A') return link(element, common, children)
  if (/^H[1-6]$/.test(name)) return createElement('p', { ...common, className: HEADING }, children)
  const look = ELEMENTS[name]
  if (look === undefined) return <Fragment key={key}>{children}</Fragment>
  const start = name === 'OL' ? Number.parseInt(element.getAttribute('start') ?? '', 10) : Number.NaN
  const more = { ...(look ? { className: look } : {}), ...(Number.isNaN(start) ? {} : { start }) }
  return createElement(name.toLowerCase(), { ...common, ...more }, children)
}

const isElement = (node: ChildNode): boolean => node.nodeType === Node.ELEMENT_NODE

const link = (element: HTMLElement, common: { key: number }, children: ReactNode): ReactNode => {
  const href = safeHref(element.getAttribute('href'))
  if (!href) return <Fragment key={common.key}>{children}</Fragment>
  const { key, ...rest } = common
  return (
    <a
      key={key}
      {...rest}
      href={href}
      title={href}
      target="_blank"
      rel="noopener noreferrer nofollow"
      className="text-accent underline underline-offset-2"
    >
      {children}
    </a>
  )
}

const image = (element: HTMLElement, key: number, { blocked, ...given }: Given): ReactNode => {
  const alt = element.getAttribute('alt') ?? ''
  const source = imageSource(element.getAttribute('src'), given)
  if (!source) return alt
  if ('src' in source) {
    return (
      <img
        key={key}
        src={source.src}
        alt={alt}
        loading="lazy"
        className="my-1 inline-block max-h-96 max-w-full rounded"
      />
    )
  }
  // A pixel that counts who reads is nobody's picture.
  if (element.getAttribute('width') === '1' || element.getAttribute('height') === '1') return null
  return (
    <span
      key={key}
      className="inline-block rounded border border-dashed border-line-strong px-1.5 text-xs text-ink-faint"
    >
      {alt || blocked}
    </span>
  )
}

/** Sanitised html of simple markup, as elements. `remote`: its pictures from elsewhere were asked for. */
export const Markup = memo(
  ({ html, attachments, remote }: { html: string; attachments: readonly { id: string }[]; remote: boolean }) => {
    const t = useTexts()
    const blocked = t.ticket.imageBlocked
    const nodes = useMemo(() => {
      const { body } = new DOMParser().parseFromString(html, 'text/html')
      return toNodes(body.childNodes, { attachments, remote, blocked }, 0)
    }, [html, attachments, remote, blocked])
    return (
      <div dir="auto" className="[overflow-wrap:anywhere]">
        {nodes}
      </div>
    )
  },
)
