import { memo, type ReactNode, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { WholeTicket } from '../../../api/types.ts'
import { useCommands } from '../../../shell/commands.tsx'
import { useTexts } from '../../../texts/texts.tsx'
import { Chips } from './chips.tsx'
import { addressesAround, askedAside, namedWhom, type Whom } from './whom.ts'

/**
 * Who gets the reply: the requester, who takes part already, and who is copied in now; or those whom somebody names, this
 * once. Drawn anew only when one of these changes.
 */
export const Recipients = memo(
  ({
    requester,
    participants,
    messages,
    to,
    cc,
    bcc,
    onChange,
  }: Whom & Pick<WholeTicket, 'requester' | 'participants' | 'messages'> & { onChange: (whom: Whom) => void }) => {
    const t = useTexts()
    const [open, setOpen] = useState(false)
    const input = useRef<HTMLInputElement>(null)
    const copies = useRef<HTMLInputElement>(null)
    const around = useMemo(
      () => addressesAround({ requester, participants, messages }),
      [requester, participants, messages],
    )
    const aside = useMemo(() => askedAside({ requester, participants, messages }), [requester, participants, messages])
    const name = () => {
      // At once: the next key is typed into it, and is no command.
      if (to === null) flushSync(() => onChange(namedWhom({ requester, participants }, { to, cc, bcc })))
      input.current?.focus()
    }
    const copy = () => {
      flushSync(() => setOpen(true))
      copies.current?.focus()
    }
    useCommands([
      { id: 'ticket.recipients', label: t.ticket.changeTo, group: t.ticket.group, keys: 'shift+o', run: name },
      { id: 'ticket.copies', label: t.ticket.addCopies, group: t.ticket.group, keys: 'shift+c', run: copy },
    ])
    const shows = open || to !== null || cc.length > 0 || bcc.length > 0
    return (
      <div className="flex flex-col gap-1 px-3 pt-2 text-[0.8125rem] sm:px-4">
        {to === null ? (
          <div className="flex min-w-0 flex-wrap items-center gap-1">
            <span className="text-ink-faint">{t.ticket.to}</span>
            <Fixed title={requester.email ?? undefined}>
              {requester.name || requester.email || requester.external_id}
            </Fixed>
            {participants
              .filter(({ role, email }) => role !== 'follower' && email !== null)
              .map(({ id, role, name: called, email }) => (
                <Fixed key={id} title={email ?? undefined}>
                  <span className="text-ink-faint">{role === 'cc' ? t.ticket.cc : t.ticket.bcc}</span> {called || email}
                </Fixed>
              ))}
            <span className="ms-auto flex min-w-0 flex-wrap gap-1">
              {aside ? (
                <Quiet onClick={() => onChange({ to: [aside.email], cc: [], bcc: [] })}>
                  {t.ticket.toAside(aside.name || aside.email)}
                </Quiet>
              ) : null}
              <Quiet onClick={name}>{t.ticket.change}</Quiet>
              {shows ? null : <Quiet onClick={copy}>{t.ticket.addCopies}</Quiet>}
            </span>
          </div>
        ) : (
          <>
            <Chips
              ref={input}
              required
              label={t.ticket.to}
              all={to}
              around={around}
              onChange={(now) => onChange({ to: now, cc, bcc })}
            />
            <p className="order-last flex flex-wrap items-center gap-1 text-xs text-ink-soft">
              {t.ticket.onlyThese}
              <Quiet onClick={() => onChange({ to: null, cc: [], bcc: [] })}>{t.ticket.toEverybody}</Quiet>
            </p>
          </>
        )}
        {shows ? (
          <>
            <Chips
              ref={copies}
              label={t.ticket.cc}
              all={cc}
              around={around}
              onChange={(now) => onChange({ to, cc: now, bcc })}
            />
            <Chips label={t.ticket.bcc} all={bcc} around={around} onChange={(now) => onChange({ to, cc, bcc: now })} />
          </>
        ) : null}
      </div>
    )
  },
)

const Quiet = ({ onClick, children }: { onClick: () => void; children: ReactNode }) => (
  <button
    type="button"
    onClick={onClick}
    className="h-6 max-w-56 truncate rounded px-1.5 text-ink-soft hover:bg-hover hover:text-ink"
  >
    {children}
  </button>
)

const Fixed = ({ title, children }: { title?: string | undefined; children: ReactNode }) => (
  <span
    title={title}
    dir="auto"
    className="inline-block max-w-56 truncate rounded bg-sunken px-1.5 leading-6 text-ink-soft"
  >
    {children}
  </span>
)
