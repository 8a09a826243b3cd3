import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Command as Cmdk } from 'cmdk'
import { Dialog as Radix } from 'radix-ui'
import { type ReactNode, useDeferredValue, useRef, useState } from 'react'
import type { WholeTicket } from '../../../../api/types.ts'
import { useTexts } from '../../../../texts/texts.tsx'
import { classes } from '../../../../ui/classes.ts'
import { Problem } from '../../../../ui/problem.tsx'
import { StatusMark } from '../../../marks.tsx'
import { usePanelTexts } from '../../panel/texts.ts'
import { candidatesQuery, type FoundTicket } from './query.ts'

const ITEM =
  'flex min-w-0 cursor-pointer items-center gap-2 rounded-md px-2 py-1.5 text-sm data-[selected=true]:bg-hover'

/** Another ticket, found by its number or by words in it; before anything is typed, the others of the same requester. */
export const TicketFinder = ({
  ticket,
  title,
  hint,
  children,
  onPick,
  onClose,
}: {
  ticket: WholeTicket
  title: string
  hint?: string
  /** What is asked besides. */
  children?: ReactNode
  onPick: (found: FoundTicket) => void
  onClose: () => void
}) => {
  const t = useTexts()
  const panel = usePanelTexts()
  const [typed, setTyped] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const q = useDeferredValue(typed.trim())
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery({
    ...candidatesQuery(q, ticket.requester.id),
    placeholderData: keepPreviousData,
  })
  const found = (data ?? []).filter(({ id }) => id !== ticket.id)
  const [pointed, setPointed] = useState('')
  // The first is meant until another is pointed at; those that were found change under the keys.
  const active = found.some(({ id }) => id === pointed) ? pointed : (found[0]?.id ?? '')
  // What was found for other words is not what is meant now.
  const isOld = isPlaceholderData || q !== typed.trim()
  return (
    <Radix.Root open onOpenChange={(now) => (now ? undefined : onClose())}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-black/45" />
        <Radix.Content
          aria-describedby={undefined}
          onOpenAutoFocus={(event) => {
            // Not whatever stands above it: what is typed first is a number.
            event.preventDefault()
            input.current?.focus()
          }}
          className="fixed inset-x-3 top-[10vh] z-40 mx-auto flex max-h-[76vh] max-w-lg flex-col overflow-hidden rounded-xl border border-line bg-raised shadow-raised"
        >
          <Radix.Title className="px-4 pt-3 text-sm font-semibold">{title}</Radix.Title>
          {hint ? <p className="px-4 pt-1 text-[0.8125rem] text-ink-soft">{hint}</p> : null}
          {children}
          {/* The server finds; nothing is left out here. */}
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
              placeholder={panel.findTicket}
              className="w-full border-b border-line bg-transparent px-4 py-2.5 text-sm outline-none placeholder:text-ink-faint"
            />
            <Cmdk.List className="min-h-32 overflow-y-auto p-1.5">
              {error ? <Problem error={error} onRetry={() => void refetch()} /> : null}
              {isFetching || error ? null : (
                <Cmdk.Empty className="px-3 py-6 text-center text-sm text-ink-soft">{t.inbox.nothingFound}</Cmdk.Empty>
              )}
              {q === '' && found.length > 0 ? (
                <p className="px-2 pt-1 pb-1.5 text-xs text-ink-faint">{panel.sameRequester}</p>
              ) : null}
              {found.map((one) => (
                <Cmdk.Item
                  key={one.id}
                  value={one.id}
                  className={classes(ITEM, isOld && 'opacity-60')}
                  onSelect={() => (isOld ? undefined : onPick(one))}
                >
                  <StatusMark status={one.status} />
                  <span dir="ltr" className="shrink-0 text-ink-faint">
                    #{one.number}
                  </span>
                  <bdi className="min-w-0 flex-1 truncate ltr:text-left rtl:text-right">{one.subject}</bdi>
                  <span dir="auto" className="max-w-32 shrink-0 truncate text-xs text-ink-faint">
                    {one.requester.name || one.requester.email}
                  </span>
                </Cmdk.Item>
              ))}
            </Cmdk.List>
          </Cmdk>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
