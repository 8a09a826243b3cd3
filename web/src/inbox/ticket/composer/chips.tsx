import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { type Ref, useDeferredValue, useId, useState } from 'react'
import { useTexts } from '../../../texts/texts.tsx'
import { peopleQuery } from '../more/people/query.ts'
import { addressesIn } from './addresses.ts'

const OFFERED_MAX = 20

/** Addresses, each a chip: Enter, a comma or leaving takes what was typed; Backspace takes the last away. */
export const Chips = ({
  label,
  all,
  around,
  required,
  ref,
  onChange,
}: {
  label: string
  all: string[]
  /** Addresses that are offered besides those of contacts. */
  around: string[]
  required?: boolean
  ref?: Ref<HTMLInputElement>
  onChange: (all: string[]) => void
}) => {
  const t = useTexts()
  const id = useId()
  const [typed, setTyped] = useState('')
  const [isWrong, setWrong] = useState(false)
  const q = useDeferredValue(typed.trim())
  const { data: people = [] } = useQuery({ ...peopleQuery(q), enabled: q.length > 1 })
  const names = new Map(people.flatMap(({ email, name }) => (email === null ? [] : [[email, name] as const])))
  const offered = [...new Set([...around, ...names.keys()])].filter((one) => !all.includes(one)).slice(0, OFFERED_MAX)
  const take = (text: string) => {
    const { addresses, rest } = addressesIn(text)
    if (addresses.length > 0) onChange([...new Set([...all, ...addresses])])
    setTyped(rest)
    setWrong(rest !== '')
  }
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-1">
      <span className="text-ink-faint">{label}</span>
      {all.map((address) => (
        <span key={address} dir="ltr" className="inline-flex max-w-56 items-center rounded bg-sunken ps-1.5">
          <span className="truncate" title={address}>
            {address}
          </span>
          <button
            type="button"
            aria-label={`${t.shell.remove}: ${address}`}
            onClick={() => onChange(all.filter((one) => one !== address))}
            className="inline-flex size-6 shrink-0 items-center justify-center rounded text-ink-soft hover:bg-hover"
          >
            <X aria-hidden className="size-3.5" />
          </button>
        </span>
      ))}
      <input
        ref={ref}
        type="email"
        dir="ltr"
        list={id}
        autoComplete="off"
        aria-label={label}
        aria-required={required || undefined}
        aria-invalid={isWrong || (required && all.length === 0) || undefined}
        value={typed}
        placeholder={t.ticket.addAddress}
        onChange={(event) => {
          setWrong(false)
          if (/[,;\s]$/.test(event.target.value)) take(event.target.value)
          else setTyped(event.target.value)
        }}
        onBlur={() => typed.trim() && take(typed)}
        onPaste={(event) => {
          event.preventDefault()
          take(`${typed}${event.clipboardData.getData('text')}`)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
            event.preventDefault()
            take(typed)
          }
          if (event.key === 'Backspace' && typed === '') onChange(all.slice(0, -1))
        }}
        className="h-6 min-w-40 flex-1 rounded bg-transparent px-1 outline-offset-0 placeholder:text-ink-faint aria-invalid:text-danger aria-invalid:placeholder:text-danger"
      />
      <datalist id={id}>
        {offered.map((address) => (
          <option key={address} value={address}>
            {names.get(address)}
          </option>
        ))}
      </datalist>
    </div>
  )
}
