import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Command as Cmdk } from 'cmdk'
import { AtSign } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import { type ReactNode, useDeferredValue, useRef, useState } from 'react'
import type { Person } from '../../../../api/types.ts'
import { useTexts } from '../../../../texts/texts.tsx'
import { Avatar } from '../../../../ui/avatar.tsx'
import { Problem } from '../../../../ui/problem.tsx'
import { addressesIn } from '../../composer/addresses.ts'
import { usePanelTexts } from '../../panel/texts.ts'
import { peopleQuery } from './query.ts'

/** Somebody known, or an address. */
export type Found = { contact: Person } | { email: string }

const ITEM =
  'flex min-w-0 cursor-pointer items-center gap-2 rounded-md px-2 py-1.5 text-sm data-[selected=true]:bg-hover [&_svg]:size-4 [&_svg]:shrink-0'
const TYPED = 'typed'

/** Somebody, found by the beginning of their name or address, or named by an address that nobody had. */
export const PersonFinder = ({
  title,
  hint,
  leftOut,
  children,
  onPick,
  onClose,
}: {
  title: string
  hint?: string
  /** Who cannot be meant. */
  leftOut: (person: Person) => boolean
  /** What is asked besides. */
  children?: ReactNode
  onPick: (found: Found) => void
  onClose: () => void
}) => {
  const t = useTexts()
  const panel = usePanelTexts()
  const input = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState('')
  const q = useDeferredValue(typed.trim())
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery({
    ...peopleQuery(q),
    placeholderData: keepPreviousData,
  })
  const words = typed.trim().toLowerCase()
  // Of those who were found for other letters, only who is meant by these: a quick Enter then takes the right one.
  const isOld = isPlaceholderData || q !== typed.trim()
  const isMeant = ({ name, email }: Person) => `${name} ${email ?? ''}`.toLowerCase().includes(words)
  const found = (data ?? []).filter((person) => !leftOut(person) && (!isOld || isMeant(person)))
  const [address] = addressesIn(typed).addresses
  const isNew = address !== undefined && !(data ?? []).some(({ email }) => email === address)
  const [pointed, setPointed] = useState('')
  const first = isNew ? TYPED : (found[0]?.id ?? '')
  const active = found.some(({ id }) => id === pointed) ? pointed : first
  return (
    <Radix.Root open onOpenChange={(now) => (now ? undefined : onClose())}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-black/45" />
        <Radix.Content
          aria-describedby={undefined}
          onOpenAutoFocus={(event) => {
            event.preventDefault()
            input.current?.focus()
          }}
          className="fixed inset-x-3 top-[10vh] z-40 mx-auto flex max-h-[76vh] max-w-md flex-col overflow-hidden rounded-xl border border-line bg-raised shadow-raised"
        >
          <Radix.Title className="px-4 pt-3 text-sm font-semibold">{title}</Radix.Title>
          {hint ? <p className="px-4 pt-1 text-[0.8125rem] text-ink-soft">{hint}</p> : null}
          {children}
          {/* The server finds; nothing is left out here but who cannot be meant. */}
          <Cmdk
            label={title}
            shouldFilter={false}
            value={active}
            onValueChange={setPointed}
            className="flex min-h-0 flex-col"
          >
            <Cmdk.Input
              ref={input}
              value={typed}
              onValueChange={setTyped}
              placeholder={panel.findPerson}
              className="w-full border-b border-line bg-transparent px-4 py-2.5 text-sm outline-none placeholder:text-ink-faint"
            />
            <Cmdk.List className="min-h-32 overflow-y-auto p-1.5">
              {error ? <Problem error={error} onRetry={() => void refetch()} /> : null}
              {isFetching || error || isNew ? null : (
                <Cmdk.Empty className="px-3 py-6 text-center text-sm text-ink-soft">{t.inbox.nothingFound}</Cmdk.Empty>
              )}
              {isNew ? (
                <Cmdk.Item value={TYPED} className={ITEM} onSelect={() => onPick({ email: address })}>
                  <AtSign aria-hidden />
                  <bdi className="min-w-0 flex-1 truncate">{address}</bdi>
                </Cmdk.Item>
              ) : null}
              {found.map((person) => (
                <Cmdk.Item
                  key={person.id}
                  value={person.id}
                  className={ITEM}
                  onSelect={() => onPick({ contact: person })}
                >
                  <Avatar small name={person.name || person.email || '?'} />
                  <bdi className="min-w-0 flex-1 truncate ltr:text-left rtl:text-right">
                    {person.name || person.email || person.external_id}
                  </bdi>
                  {person.name && person.email ? (
                    <bdi className="max-w-44 shrink-0 truncate text-xs text-ink-faint">{person.email}</bdi>
                  ) : null}
                </Cmdk.Item>
              ))}
            </Cmdk.List>
          </Cmdk>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
