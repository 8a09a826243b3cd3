import { useLayoutEffect, useRef, useSyncExternalStore } from 'react'
import { createPortal } from 'react-dom'
import { useTexts } from '../../../texts/texts.tsx'
import { classes } from '../../../ui/classes.ts'
import type { Suggestions } from './suggestions.ts'

const ABOVE_PX = 280

/** What can be chosen at the cursor: by arrows and Enter, or by a click. */
export const SuggestionList = ({ suggestions, label }: { suggestions: Suggestions; label: string }) => {
  const t = useTexts()
  const shown = useSyncExternalStore(suggestions.subscribe, suggestions.get)
  const list = useRef<HTMLDivElement>(null)
  const at = shown?.at
  useLayoutEffect(() => {
    if (at !== undefined) list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [at])
  if (!shown?.rect) return null
  const { rect, items, isComing, choose } = shown
  const isAbove = rect.bottom + ABOVE_PX > window.innerHeight
  const place = isAbove ? { bottom: window.innerHeight - rect.top + 6 } : { top: rect.bottom + 6 }
  return createPortal(
    <div
      ref={list}
      role="listbox"
      aria-label={label}
      style={{ ...place, left: Math.max(8, Math.min(rect.left, window.innerWidth - 328)), maxHeight: ABOVE_PX - 20 }}
      className="fixed z-50 w-80 max-w-[calc(100vw-1rem)] overflow-y-auto rounded-lg border border-line bg-raised p-1 shadow-raised"
    >
      {items.length === 0 ? (
        <p className="px-2 py-2 text-[0.8125rem] text-ink-soft">{isComing ? t.shell.loading : t.inbox.nothingFound}</p>
      ) : null}
      {items.map((item, index) => (
        <div key={item.id}>
          {item.group && item.group !== items[index - 1]?.group ? (
            <p className="px-2 pt-1.5 pb-0.5 text-xs font-medium text-ink-faint">{item.group}</p>
          ) : null}
          <div
            role="option"
            tabIndex={-1}
            aria-selected={index === shown.at}
            // Not on click: by then the editor has lost the focus.
            onMouseDown={(event) => {
              event.preventDefault()
              choose(item)
            }}
            className={classes('cursor-pointer rounded-md px-2 py-1.5 text-sm', index === shown.at && 'bg-hover')}
          >
            <span dir="auto" className="block truncate">
              {item.label}
            </span>
            {item.hint ? (
              <span dir="auto" className="block truncate text-xs text-ink-faint">
                {item.hint}
              </span>
            ) : null}
          </div>
        </div>
      ))}
    </div>,
    document.body,
  )
}
