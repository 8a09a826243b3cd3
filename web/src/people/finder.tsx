import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useId, useState } from 'react'
import { api, type PageOf } from '../api/client.ts'
import { useTexts } from '../texts/texts.tsx'
import { Field } from '../ui/field.tsx'
import { TextInput } from '../ui/inputs.tsx'
import { Problem } from '../ui/problem.tsx'
import { Line } from './line.tsx'

export type Found = { id: string; label: string; hint: string }

const FOUND_MAX = 8

/** One of many, found by how its name begins. `none` is the choice of no one, where that is one. */
export const Finder = <T extends { id: string }>({
  label,
  hint,
  path,
  toFound,
  except,
  chosen,
  none,
  onChoose,
}: {
  label: string
  /** How it is found. */
  hint: string
  /** A list of the API that takes `q`. */
  path: string
  toFound: (item: T) => Found
  /** The id of what cannot be chosen. */
  except?: string
  chosen: Found | null
  none?: string
  onChoose: (found: Found | null) => void
}) => {
  const t = useTexts()
  const group = useId()
  const [typed, setTyped] = useState('')
  const q = useDeferredValue(typed.trim())
  const { data, error } = useQuery({
    queryKey: ['find', path, q],
    queryFn: ({ signal }) => api.get<PageOf<T>>(path, { q, limit: FOUND_MAX }, signal),
    placeholderData: keepPreviousData,
  })
  const found = (data?.data ?? []).map(toFound).filter(({ id }) => id !== except)
  const choices = chosen && !found.some(({ id }) => id === chosen.id) ? [chosen, ...found] : found
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <Field label={label}>
        <TextInput
          type="search"
          placeholder={hint}
          dir="auto"
          maxLength={255}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </Field>
      {error ? <Problem error={error} /> : null}
      <div role="radiogroup" aria-label={label} className="max-h-56 overflow-y-auto rounded-md border border-line p-1">
        {none === undefined ? null : (
          <Choice
            group={group}
            found={{ id: '', label: none, hint: '' }}
            checked={chosen === null}
            onChoose={() => onChoose(null)}
          />
        )}
        {choices.map((one) => (
          <Choice
            key={one.id}
            group={group}
            found={one}
            checked={chosen?.id === one.id}
            onChoose={() => onChoose(one)}
          />
        ))}
        {data && choices.length === 0 ? (
          <p role="status" className="px-2 py-3 text-center text-sm text-ink-soft">
            {t.inbox.nothingFound}
          </p>
        ) : null}
      </div>
    </fieldset>
  )
}

const Choice = ({
  group,
  found: { label, hint },
  checked,
  onChoose,
}: {
  group: string
  found: Found
  checked: boolean
  onChoose: () => void
}) => (
  <label className="flex cursor-pointer items-center gap-2 rounded-md px-2 py-1.5 text-sm hover:bg-hover has-checked:bg-selected">
    <input type="radio" name={group} checked={checked} onChange={onChoose} className="size-4 shrink-0 accent-accent" />
    <Line className="min-w-0 flex-1">{label}</Line>
    <bdi className="min-w-0 shrink truncate text-xs text-ink-faint">{hint}</bdi>
  </label>
)
