import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Clock, TriangleAlert, WifiOff } from 'lucide-react'
import { useState } from 'react'
import { useSession } from '../../../api/session.ts'
import { useCommands } from '../../../shell/commands.tsx'
import { useLanguage, useTexts } from '../../../texts/texts.tsx'
import { Button } from '../../../ui/button.tsx'
import { classes } from '../../../ui/classes.ts'
import { moment } from '../../../ui/time.tsx'
import { toastProblem } from '../../../ui/toasts.tsx'
import { useQueued } from '../composer/outbox.ts'
import { restoreDraft } from '../composer/restore.ts'
import { cancelScheduled, scheduledQuery } from '../composer/scheduled.ts'
import { Markup } from './markup.tsx'
import { PlainText } from './plain-text.tsx'
import { ToWhom } from './to-whom.tsx'

/** What will be sent at its time, and what waits for the network: below the conversation, to be taken back. */
export const Waiting = ({ ticketId }: { ticketId: string }) => {
  const t = useTexts()
  const language = useLanguage()
  const { member } = useSession()
  const client = useQueryClient()
  const failures = t.ticket.failures
  const { data = [] } = useQuery(scheduledQuery(ticketId))
  const queued = useQueued(ticketId)
  const [busy, setBusy] = useState<string | null>(null)
  const cancel = async (id: string) => {
    setBusy(id)
    try {
      restoreDraft(member.id, ticketId, await cancelScheduled(client, ticketId, id))
    } catch (error) {
      toastProblem(error)
    } finally {
      setBusy(null)
    }
  }
  const last = data.findLast(({ by }) => by.id === member.id)
  const run = () => void (last && cancel(last.id))
  useCommands(
    last ? [{ id: 'ticket.unsend', label: t.ticket.cancelSending, group: t.ticket.group, keys: 'shift+z', run }] : [],
  )
  if (data.length === 0 && queued.length === 0) return null
  return (
    <ul aria-label={t.ticket.waiting} className="flex flex-col gap-3">
      {data.map((message) => (
        <li key={message.id} className={classes(CARD, message.public ? '' : 'bg-note')}>
          <p className="mb-1.5 flex flex-wrap items-center gap-2 text-xs text-ink-soft">
            {message.state === 'failed' ? (
              <TriangleAlert aria-hidden className="size-4 text-danger" />
            ) : (
              <Clock aria-hidden className="size-4" />
            )}
            <span className={classes('min-w-0 flex-1', message.state === 'failed' && 'text-danger')}>
              {message.state === 'failed'
                ? t.ticket.notSent(failures[message.reason as keyof typeof failures] ?? message.reason ?? '')
                : t.ticket.sendsAt(moment(message.send_at, language))}
              {message.by.id === member.id ? null : ` · ${message.by.name}`}
            </span>
            <Button small busy={busy === message.id} onClick={() => void cancel(message.id)}>
              {message.state === 'failed' ? t.ticket.takeBack : t.ticket.cancelSending}
            </Button>
          </p>
          {message.to.length > 0 ? <ToWhom recipients={recipientsIn(message)} /> : null}
          {message.body_format === 'html' ? (
            <Markup html={message.body ?? ''} attachments={message.attachments} remote={false} />
          ) : (
            <PlainText text={message.body ?? ''} />
          )}
        </li>
      ))}
      {queued.map(({ key, body }) => (
        <li key={key} className={CARD}>
          <p className="mb-1.5 flex items-center gap-2 text-xs text-warn">
            <WifiOff aria-hidden className="size-4" />
            {t.ticket.queued}
          </p>
          {body.to ? <ToWhom recipients={recipientsIn(body)} /> : null}
          <Markup html={body.body} attachments={[]} remote={false} />
        </li>
      ))}
    </ul>
  )
}

const CARD = 'rounded-lg border border-dashed border-line-strong px-3 py-2.5 text-sm sm:px-4'

const recipientsIn = ({ to = [], cc = [], bcc = [] }: { to?: string[]; cc?: string[]; bcc?: string[] }) => {
  const people = (emails: string[]) => emails.map((email) => ({ email, name: '' }))
  return { to: people(to), cc: people(cc), bcc: people(bcc) }
}
