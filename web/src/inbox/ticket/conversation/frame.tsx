import { useEffect, useMemo, useRef, useState } from 'react'
import { useTexts } from '../../../texts/texts.tsx'
import { documentOf } from './frame-document.ts'

/** How tall a frame is taken to be before it says. */
const GUESS_PX = 160
const MAX_PX = 20_000

const colours = () => {
  const style = getComputedStyle(document.documentElement)
  const of = (name: string) => style.getPropertyValue(`--${name}`).trim()
  return { ink: of('ink'), soft: of('ink-soft'), accent: of('accent'), line: of('line'), scheme: style.colorScheme }
}

/** Tells when the page turns light or dark. */
const useTheme = (): string | undefined => {
  const [theme, setTheme] = useState(document.documentElement.dataset.theme)
  useEffect(() => {
    const observer = new MutationObserver(() => setTheme(document.documentElement.dataset.theme))
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
    return () => observer.disconnect()
  }, [])
  return theme
}

/** Keys that are pressed within a frame are the page's: nothing in it takes any. */
const passKeysOn = (frame: HTMLIFrameElement, inner: Document) =>
  inner.addEventListener('keydown', (event) => {
    const { key, code, ctrlKey, metaKey, altKey, shiftKey } = event
    const same = new KeyboardEvent('keydown', {
      key,
      code,
      ctrlKey,
      metaKey,
      altKey,
      shiftKey,
      bubbles: true,
      cancelable: true,
    })
    if (!frame.dispatchEvent(same)) event.preventDefault()
  })

/**
 * Html with a layout of its own (tables), in a frame that runs nothing and loads from us alone; as tall as what is in it,
 * made only when one comes near it.
 */
export const HtmlFrame = ({ html, remote }: { html: string; remote: boolean }) => {
  const t = useTexts()
  const theme = useTheme()
  const place = useRef<HTMLDivElement>(null)
  const frame = useRef<HTMLIFrameElement>(null)
  const [near, setNear] = useState(false)
  const [height, setHeight] = useState(GUESS_PX)
  useEffect(() => {
    if (!place.current) return
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && setNear(true), {
      rootMargin: '800px',
    })
    observer.observe(place.current)
    return () => observer.disconnect()
  }, [])
  // `theme` is why it is made anew: its colours are the page's.
  const source = useMemo(
    () => theme !== null && documentOf(html, { remote, colours: colours() }),
    [html, remote, theme],
  )
  const watch = useRef<ResizeObserver>(null)
  useEffect(() => () => watch.current?.disconnect(), [])
  const onLoad = () => {
    const inner = frame.current?.contentDocument
    if (!frame.current || !inner?.body) return
    const measure = () => setHeight(Math.min(MAX_PX, Math.ceil(inner.documentElement.getBoundingClientRect().height)))
    watch.current?.disconnect()
    watch.current = new ResizeObserver(measure)
    watch.current.observe(inner.body)
    measure()
    passKeysOn(frame.current, inner)
  }
  return (
    <div ref={place} style={{ minHeight: height }}>
      {near && source ? (
        <iframe
          ref={frame}
          title={t.ticket.messageBody}
          sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
          srcDoc={source}
          onLoad={onLoad}
          style={{ height, colorScheme: theme === 'dark' ? 'dark' : 'light' }}
          className="block w-full border-0"
        />
      ) : null}
    </div>
  )
}
