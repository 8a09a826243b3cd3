import { X } from 'lucide-react'
import { memo, useState } from 'react'
import type { WholeTicket } from '../../../api/types.ts'
import { useTexts } from '../../../texts/texts.tsx'
import { addressesIn } from './addresses.ts'

type Copies = { cc: string[]; bcc: string[] }

/** Who gets the reply: the requester, who takes part already, and who is copied in now. */
export const Recipients = memo(
  ({
    requester,
    participants,
    cc,
    bcc,
    onChange,
  }: Copies & {
    requester: WholeTicket['requester']
    participants: WholeTicket['participants']
    onChange: (copies: Copies) => void
  }) => {
    const t = useTexts()
    const [open, setOpen] = useState(false)
    const copied = participants.filter(({ role, email }) => role !== 'follower' && email !== null)
    const shows = open || cc.length > 0 || bcc.length > 0
    return (
      <div className="flex flex-col gap-1 px-3 pt-2 text-[0.8125rem] sm:px-4">
        <div className="flex min-w-0 flex-wrap items-center gap-1">
          <span className="text-ink-faint">{t.ticket.to}</span>
          <Fixed title={requester.email ?? undefined}>
            {requester.name || requester.email || requester.external_id}
          </Fixed>
          {copied.map(({ id, role, name, email }) => (
            <Fixed key={id} title={email ?? undefined}>
              <span className="text-ink-faint">{role === 'cc' ? t.ticket.cc : t.ticket.bcc}</span> {name || email}
            </Fixed>
          ))}
          {shows ? null : (
            <button
              type="button"
              onClick={() => setOpen(true)}
              className="ms-auto h-6 rounded px-1.5 text-ink-soft hover:bg-hover hover:text-ink"
            >
              {t.ticket.addCopies}
            </button>
          )}
        </div>
        {shows ? (
          <>
            <Chips label={t.ticket.cc} all={cc} onChange={(now) => onChange({ cc: now, bcc })} />
            <Chips label={t.ticket.bcc} all={bcc} onChange={(now) => onChange({ cc, bcc: now })} />
          </>
        ) : null}
      </div>
    )
  },
)

const Fixed = ({ title, children }: { title?: string | undefined; children: React.ReactNode }) => (
  <span
    title={title}
    dir="auto"
    className="inline-block max-w-56 truncate rounded bg-sunken px-1.5 leading-6 text-ink-soft"
  >
    {children}
  </span>
)

/** Addresses, each a chip: Enter, a comma or leaving takes what was typed; Backspace takes the last away. */
const Chips = ({ label, all, onChange }: { label: string; all: string[]; onChange: (all: string[]) => void }) => {
  const t = useTexts()
  const [typed, setTyped] = useState('')
  const [isWrong, setWrong] = useState(false)
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
          <span className="truncate">{address}</span>
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
        type="email"
        dir="ltr"
        aria-label={label}
        aria-invalid={isWrong || undefined}
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
        className="h-6 min-w-40 flex-1 rounded bg-transparent px-1 outline-offset-0 placeholder:text-ink-faint aria-invalid:text-danger"
      />
    </div>
  )
}
