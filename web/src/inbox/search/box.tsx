import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Search, X } from 'lucide-react'
import { type FocusEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { departmentsQuery, membersQuery, tagsQuery } from '../../api/desk.ts'
import { useTexts } from '../../texts/texts.tsx'
import { PRIORITIES, STATUSES } from '../marks.tsx'
import { lastView } from '../remembered.ts'
import { SEARCH_BOX } from './focus.ts'
import { suggest, type Values } from './suggest.ts'

/** Somebody still types: a search is made when they pause. */
const PAUSE_MS = 250

/** The box that tickets are searched by, with what a search can be narrowed by under it. */
export const SearchBox = ({ q }: { q: string }) => {
  const t = useTexts()
  const navigate = useNavigate()
  const [typed, setTyped] = useState(q)
  const [isOpen, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const input = useRef<HTMLInputElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const listId = useId()
  const suggestions = suggest(typed, useValues(isOpen))
  useEffect(() => () => clearTimeout(timer.current), [])
  useEffect(() => {
    // Gone back, or gone on: what is searched for is another one than what was typed.
    if (document.activeElement !== input.current) setTyped(q)
  }, [q])

  const go = (text: string) => {
    clearTimeout(timer.current)
    const words = text.trim()
    void navigate({
      to: '/inbox/$view',
      params: { view: words === '' ? lastView() : 'search' },
      search: words === '' ? {} : { q: words },
      // Of all that was typed on the way, one step back.
      replace: q !== '',
    })
  }
  const type = (text: string) => {
    setTyped(text)
    setActive(-1)
    setOpen(true)
    clearTimeout(timer.current)
    // On another list a search begins when it is meant to; then it follows what is typed.
    if (q !== '' && text.trim() !== '') timer.current = setTimeout(() => go(text), PAUSE_MS)
  }
  const take = (text: string) => {
    type(text)
    input.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = suggestions[active]
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      const by = event.key === 'ArrowDown' ? 1 : -1
      setOpen(true)
      setActive((at) => Math.max(-1, Math.min(suggestions.length - 1, at + by)))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      if (isOpen && chosen) take(chosen.text)
      else {
        setOpen(false)
        go(typed)
      }
    } else if (event.key === 'Escape') {
      event.stopPropagation()
      if (isOpen) setOpen(false)
      else if (q !== '') go('')
      else input.current?.blur()
    }
  }
  const isShown = isOpen && suggestions.length > 0
  return (
    <search
      className="relative"
      onBlur={(event: FocusEvent) => !event.currentTarget.contains(event.relatedTarget) && setOpen(false)}
    >
      <Search aria-hidden className="pointer-events-none absolute start-2.5 top-2 size-4 text-ink-faint" />
      <input
        ref={input}
        id={SEARCH_BOX}
        type="text"
        role="combobox"
        aria-label={t.inbox.searchTickets}
        aria-expanded={isShown}
        aria-controls={listId}
        aria-autocomplete="list"
        {...(isShown && active >= 0 ? { 'aria-activedescendant': `${listId}-${active}` } : {})}
        placeholder={t.inbox.searchTickets}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={typed}
        onChange={(event) => type(event.target.value)}
        onFocus={() => setOpen(true)}
        onKeyDown={onKeyDown}
        className="h-8 w-full rounded-md border border-line-strong bg-surface ps-8 pe-8 text-sm placeholder:text-ink-faint"
      />
      {typed !== '' ? (
        <button
          type="button"
          aria-label={t.shell.remove}
          onClick={() => {
            setTyped('')
            go('')
          }}
          className="absolute end-1 top-1 inline-flex size-6 items-center justify-center rounded text-ink-soft hover:bg-hover"
        >
          <X aria-hidden className="size-4" />
        </button>
      ) : null}
      <div
        id={listId}
        role="listbox"
        aria-label={t.inbox.searchHelp}
        tabIndex={-1}
        hidden={!isShown}
        className="absolute inset-x-0 top-9 z-30 max-h-80 min-w-64 overflow-y-auto rounded-lg border border-line bg-raised p-1 shadow-raised"
      >
        {suggestions.map(({ text, shown, operator }, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the box's arrows and Enter choose it
          <div
            key={shown}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            onClick={() => take(text)}
            className="flex cursor-pointer items-center gap-3 rounded-md px-2 py-1 text-[0.8125rem] hover:bg-hover aria-selected:bg-hover"
          >
            <code className="shrink-0 font-mono text-xs" dir="ltr">
              {shown}
            </code>
            {operator ? <span className="truncate text-ink-faint">{t.inbox.operators[operator]}</span> : null}
          </div>
        ))}
      </div>
    </search>
  )
}

/** What the desk has to choose from; asked for when the list is seen first. */
const useValues = (enabled: boolean): Values => {
  const { data: departments = [] } = useQuery({ ...departmentsQuery, enabled })
  const { data: members = [] } = useQuery({ ...membersQuery, enabled })
  const { data: tags = [] } = useQuery({ ...tagsQuery, enabled })
  return {
    status: STATUSES,
    priority: PRIORITIES,
    assignee: ['me', 'none', ...members.map(({ name }) => name)],
    department: departments.map(({ name }) => name),
    tag: tags.map(({ name }) => name),
    has: ['attachment'],
    is: ['unread', 'assigned', 'unassigned', 'merged'],
  }
}
