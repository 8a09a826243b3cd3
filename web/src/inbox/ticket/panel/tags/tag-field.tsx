import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useId, useState } from 'react'
import { tagsQuery } from '../../../../api/desk.ts'
import { TextInput } from '../../../../ui/inputs.tsx'
import { usePanelTexts } from '../texts.ts'
import { suggestTags, TAG_MAX, toTag } from './suggest.ts'

/** Adds a tag: one of the desk's by a few letters, or a new one by Enter or a comma. */
export const TagField = ({ has, onAdd }: { has: string[]; onAdd: (tag: string) => void }) => {
  const t = usePanelTexts()
  const id = useId()
  const [typed, setTyped] = useState('')
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const { data: known = [] } = useQuery({ ...tagsQuery, enabled: open })
  const names = known.map(({ name }) => name)
  const found = suggestTags(typed, names, has)
  const isShown = open && found.length > 0
  const add = (tag: string | undefined) => {
    if (tag && !has.includes(tag)) onAdd(tag)
    setTyped('')
    setActive(0)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setOpen(true)
      const by = event.key === 'ArrowDown' ? 1 : -1
      setActive((at) => Math.max(0, Math.min(found.length - 1, at + by)))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      add(isShown ? found[active] : toTag(typed))
    } else if (event.key === 'Escape' && isShown) {
      event.stopPropagation()
      setOpen(false)
    }
  }
  return (
    <div className="relative">
      <TextInput
        role="combobox"
        aria-label={t.addTag}
        aria-expanded={isShown}
        aria-controls={`${id}-found`}
        aria-autocomplete="list"
        {...(isShown ? { 'aria-activedescendant': `${id}-${active}` } : {})}
        autoComplete="off"
        dir="auto"
        maxLength={TAG_MAX}
        placeholder={t.addTag}
        value={typed}
        onChange={(event) => {
          // Pasted, or typed on a phone, which does not say by which key.
          const parts = event.target.value.split(',')
          for (const part of parts.slice(0, -1)) add(toTag(part))
          setTyped(parts.at(-1) ?? '')
          setActive(0)
          setOpen(true)
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      <div
        id={`${id}-found`}
        role="listbox"
        tabIndex={-1}
        aria-label={t.tags}
        hidden={!isShown}
        className="absolute inset-x-0 top-9 z-10 rounded-lg border border-line bg-raised p-1 shadow-raised"
      >
        {found.map((tag, index) => (
          <div
            key={tag}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            // Before the field loses the focus, which closes the list.
            onMouseDown={(event) => {
              event.preventDefault()
              add(tag)
            }}
            className="flex min-h-7 cursor-pointer items-center gap-2 rounded-md px-2 hover:bg-hover aria-selected:bg-hover"
          >
            <span className="min-w-0 flex-1 truncate">
              <bdi>{tag}</bdi>
            </span>
            {names.includes(tag) ? null : <span className="shrink-0 text-xs text-ink-faint">{t.newTag}</span>}
          </div>
        ))}
      </div>
    </div>
  )
}
