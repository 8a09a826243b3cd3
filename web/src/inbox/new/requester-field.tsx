import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useDeferredValue, useId, useState } from 'react'
import { api, type PageOf } from '../../api/client.ts'
import type { Person } from '../../api/types.ts'
import { useTexts } from '../../texts/texts.tsx'
import { Avatar } from '../../ui/avatar.tsx'
import { Field } from '../../ui/field.tsx'
import { TextInput } from '../../ui/inputs.tsx'

/** Who a new ticket is from: somebody known, or an address. */
export type Requester = { email: string; name: string; externalId: string | null }

const FOUND_MAX = 6

/** Who it is from: by the beginning of a name or an address of those who are known, or by an address nobody had. */
export const RequesterField = ({
  requester,
  onChange,
}: {
  requester: Requester
  onChange: (requester: Requester) => void
}) => {
  const t = useTexts()
  const id = useId()
  const [typed, setTyped] = useState('')
  const [isOpen, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const q = useDeferredValue(typed.trim())
  const { data: found = [] } = useQuery({
    queryKey: ['contacts', 'begin', q],
    queryFn: async ({ signal }) =>
      (await api.get<PageOf<Person>>('/v1/contacts', { q, limit: FOUND_MAX }, signal)).data,
    enabled: q.length > 1,
    placeholderData: keepPreviousData,
  })
  const isAddress = /^\S+@\S+$/.test(typed.trim())
  const isShown = isOpen && q.length > 1 && found.length > 0
  const type = (text: string) => {
    setTyped(text)
    setOpen(true)
    setActive(0)
    onChange({ email: text.trim(), name: '', externalId: null })
  }
  const choose = (person: Person) => {
    setTyped(person.name === '' ? (person.email ?? '') : `${person.name} <${person.email ?? person.external_id ?? ''}>`)
    setOpen(false)
    onChange({ email: person.email ?? '', name: person.name, externalId: person.external_id })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isShown) return
    const person = found[active]
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      const by = event.key === 'ArrowDown' ? 1 : -1
      setActive((at) => Math.max(0, Math.min(found.length - 1, at + by)))
    } else if (event.key === 'Enter' && person && !isAddress) {
      event.preventDefault()
      choose(person)
    } else if (event.key === 'Escape') {
      event.stopPropagation()
      setOpen(false)
    }
  }
  return (
    <>
      <div className="relative">
        <Field label={t.inbox.requester} hint={t.inbox.requesterHint} required>
          <TextInput
            required
            role="combobox"
            aria-expanded={isShown}
            aria-controls={`${id}-found`}
            aria-autocomplete="list"
            {...(isShown ? { 'aria-activedescendant': `${id}-${active}` } : {})}
            autoComplete="off"
            maxLength={500}
            value={typed}
            onChange={(event) => type(event.target.value)}
            onKeyDown={onKeyDown}
            onBlur={() => setOpen(false)}
          />
        </Field>
        <div
          id={`${id}-found`}
          role="listbox"
          tabIndex={-1}
          aria-label={t.inbox.requester}
          hidden={!isShown}
          className="absolute inset-x-0 top-14 z-10 rounded-lg border border-line bg-raised p-1 shadow-raised"
        >
          {found.map((person, index) => (
            <div
              key={person.id}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              // Before the field loses the focus, which closes the list.
              onMouseDown={(event) => {
                event.preventDefault()
                choose(person)
              }}
              className="flex cursor-pointer items-center gap-2 rounded-md px-2 py-1.5 text-sm hover:bg-hover aria-selected:bg-hover"
            >
              <Avatar name={person.name || person.email || '?'} small />
              <span className="min-w-0 truncate">{person.name}</span>
              <span className="ms-auto min-w-0 truncate text-ink-faint text-xs">
                {person.email ?? person.external_id}
              </span>
            </div>
          ))}
        </div>
      </div>
      {isAddress ? (
        <Field label={t.inbox.requesterName}>
          <TextInput
            maxLength={200}
            value={requester.name}
            onChange={(event) => onChange({ ...requester, name: event.target.value })}
          />
        </Field>
      ) : null}
    </>
  )
}
