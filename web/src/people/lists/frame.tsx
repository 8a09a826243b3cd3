import { Link, useNavigate } from '@tanstack/react-router'
import { Search } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useCommands } from '../../shell/commands.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { TextInput } from '../../ui/inputs.tsx'
import { Place as Page } from '../place.tsx'

type Place = '/contacts' | '/companies'

/** How long after the last letter the list is asked for. */
const PAUSE_MS = 250

/** Contacts or companies: which of them, the search, and the list below. */
export const ListFrame = ({
  place,
  q,
  label,
  hint,
  action,
  children,
}: {
  place: Place
  q: string
  /** What the search searches. */
  label: string
  hint: string
  action?: ReactNode
  children: ReactNode
}) => {
  const t = useTexts()
  const places: [Place, string][] = [
    ['/contacts', t.shell.contacts],
    ['/companies', t.shell.companies],
  ]
  return (
    <Page>
      <h1 className="sr-only">{place === '/contacts' ? t.shell.contacts : t.shell.companies}</h1>
      <div className="flex flex-wrap items-center gap-3">
        <nav aria-label={t.shell.contacts} className="flex gap-1 rounded-lg bg-sunken p-1">
          {places.map(([to, name]) => (
            <Link
              key={to}
              to={to}
              className="rounded-md px-3 py-1 text-sm text-ink-soft hover:text-ink aria-[current=page]:bg-surface aria-[current=page]:font-medium aria-[current=page]:text-ink"
            >
              {name}
            </Link>
          ))}
        </nav>
        <SearchBox key={place} place={place} q={q} label={label} hint={hint} />
        {action}
      </div>
      {children}
    </Page>
  )
}

/** What the list begins with: in the path, so that a link leads to what was found. */
const SearchBox = ({ place, q, label, hint }: { place: Place; q: string; label: string; hint: string }) => {
  const t = useTexts()
  const navigate = useNavigate()
  const box = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState(q)
  useEffect(() => {
    const wanted = typed.trim()
    if (wanted === q) return
    const later = setTimeout(
      () => void navigate({ to: place, search: wanted ? { q: wanted } : {}, replace: true }),
      PAUSE_MS,
    )
    return () => clearTimeout(later)
  }, [typed, q, place, navigate])
  useCommands([{ id: 'people.search', label, group: t.shell.general, keys: '/', run: () => box.current?.focus() }])
  return (
    <search className="relative min-w-64 flex-1">
      <Search aria-hidden className="pointer-events-none absolute start-2.5 top-2 size-4 text-ink-faint" />
      <TextInput
        ref={box}
        type="search"
        aria-label={label}
        placeholder={hint}
        maxLength={255}
        className="ps-8"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
    </search>
  )
}
