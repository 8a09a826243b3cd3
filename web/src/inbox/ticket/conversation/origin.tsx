import { CircleHelp, ShieldAlert, ShieldCheck } from 'lucide-react'
import type { Message } from '../../../api/types.ts'
import { useTexts } from '../../../texts/texts.tsx'
import { Popover } from '../../../ui/menu.tsx'
import { Checks } from './checks.tsx'

type Email = NonNullable<Message['email']>

const ICONS = { pass: ShieldCheck, fail: ShieldAlert, none: CircleHelp }
const TONES = { pass: 'text-ok', fail: 'text-danger', none: 'text-ink-faint' }

/** Who a mail is from and how that is known: which rule found the sender, and whether their domain vouches for it. */
export const Origin = ({ email }: { email: Email }) => {
  const t = useTexts()
  const Icon = ICONS[email.verified]
  const rows: [string, string][] = [
    [t.ticket.sender, `${email.sender.name} <${email.sender.address}>`],
    [t.ticket.foundBy, t.ticket.rules[email.sender.rule]],
    ...(email.from && email.from.address !== email.sender.address
      ? ([[t.ticket.fromHeader, `${email.from.name} <${email.from.address}>`]] as [string, string][])
      : []),
    [t.ticket.verification, t.ticket.standings[email.verified]],
    ...(email.matched_by ? ([[t.ticket.threadedBy, t.ticket.clues[email.matched_by]]] as [string, string][]) : []),
    ...(email.message_id ? ([[t.ticket.messageId, email.message_id]] as [string, string][]) : []),
  ]
  return (
    <Popover
      trigger={
        <button
          type="button"
          aria-label={`${t.ticket.howWeKnow}: ${t.ticket.standings[email.verified]}`}
          title={t.ticket.howWeKnow}
          className={`inline-flex size-6 shrink-0 items-center justify-center rounded hover:bg-hover ${TONES[email.verified]}`}
        >
          <Icon aria-hidden className="size-4" />
        </button>
      }
    >
      <div className="flex max-w-80 flex-col gap-2 text-[0.8125rem]">
        <p className="font-medium">{t.ticket.howWeKnow}</p>
        <dl className="flex flex-col gap-1.5">
          {rows.map(([name, value]) => (
            <div key={name}>
              <dt className="text-xs text-ink-faint">{name}</dt>
              <dd dir="auto" className="[overflow-wrap:anywhere]">
                {value}
              </dd>
            </div>
          ))}
        </dl>
        {email.authentication === undefined ? null : <Checks authentication={email.authentication} />}
        {email.damage.length > 0 ? <p className="text-warn">{t.ticket.damaged(email.damage.join(', '))}</p> : null}
      </div>
    </Popover>
  )
}
