import { Link } from '@tanstack/react-router'
import { Bot, Lock, Zap } from 'lucide-react'
import { memo, type ReactNode, useMemo } from 'react'
import type { Message } from '../../../api/types.ts'
import { useTexts } from '../../../texts/texts.tsx'
import { Avatar } from '../../../ui/avatar.tsx'
import { Badge } from '../../../ui/badge.tsx'
import { classes } from '../../../ui/classes.ts'
import { Ago } from '../../../ui/time.tsx'
import { SplitCheckbox } from '../more/split/checkbox.tsx'
import { Attachments } from './attachments.tsx'
import { MessageBody } from './body.tsx'
import { Folded } from './folded.tsx'
import { shownInline } from './html.ts'
import { Origin } from './origin.tsx'
import { PlainText } from './plain-text.tsx'
import { ToWhom } from './to-whom.tsx'
import { UndeliveredNotice } from './undelivered.tsx'

const GROUNDS: Record<Message['author']['kind'], string> = {
  contact: 'border-line bg-surface',
  agent: 'border-line bg-accent-soft/55',
  ai: 'border-line bg-info-soft/60',
  automation: 'border-line bg-sunken',
  system: 'border-line bg-sunken',
}

/** One message of a conversation. Drawn again only when it changes itself. */
export const MessageCard = memo(
  ({
    ticketId,
    message,
    address,
    isUnread,
  }: {
    ticketId: string
    message: Message
    /** The author's, who may have no name. */
    address: string | null
    isUnread: boolean
  }) => {
    const t = useTexts()
    const { author, email } = message
    const name = author.name || address || t.ticket.authors[author.kind]
    const files = useMemo(() => {
      const inline = shownInline(message.html)
      return message.attachments.filter(({ id }) => !inline.has(id))
    }, [message])
    return (
      <article
        id={`message-${message.id}`}
        data-message={message.id}
        tabIndex={-1}
        aria-label={t.ticket.messageBy(name, message.public)}
        className={classes(
          'rounded-lg border px-3 py-2.5 text-sm focus:outline-2 focus:outline-offset-2 focus:outline-accent sm:px-4',
          message.public ? GROUNDS[author.kind] : 'border-note-line bg-note',
        )}
      >
        <header className="mb-1.5 flex min-h-6 items-center gap-2">
          <SplitCheckbox ticketId={ticketId} messageId={message.id} by={name} />
          <Avatar small name={name} />
          <span dir="auto" className="min-w-0 truncate font-medium">
            {name}
          </span>
          <Kind message={message} />
          {isUnread ? (
            <span className="size-2 shrink-0 rounded-full bg-accent">
              <span className="sr-only">{t.ticket.unread}</span>
            </span>
          ) : null}
          <span className="ms-auto flex shrink-0 items-center gap-1 text-xs text-ink-faint">
            {email ? <Origin email={email} /> : null}
            <Ago at={message.created_at} />
          </span>
        </header>
        {message.recipients ? <ToWhom recipients={message.recipients} /> : null}
        <Marks message={message} />
        {email?.forward_note ? (
          <div className="mb-2 rounded-md bg-note p-2 text-[0.8125rem]">
            <PlainText text={email.forward_note} />
          </div>
        ) : null}
        <MessageBody ticketId={ticketId} message={message} />
        {email?.folded ? <Folded ticketId={ticketId} message={message} /> : null}
        {files.length > 0 ? <Attachments attachments={files} /> : null}
        {message.undelivered ? <UndeliveredNotice undelivered={message.undelivered} /> : null}
      </article>
    )
  },
)

/** What kind of message it is, where it is not simply somebody's words to somebody. */
const Kind = ({ message: { author, public: isPublic } }: { message: Message }): ReactNode => {
  const t = useTexts()
  return (
    <>
      {isPublic ? null : (
        <Badge tone="warn">
          <Lock aria-hidden />
          {t.ticket.note}
        </Badge>
      )}
      {author.kind === 'ai' ? (
        <Badge tone="info">
          <Bot aria-hidden />
          {t.ticket.authors.ai}
        </Badge>
      ) : null}
      {author.kind === 'automation' ? (
        <Badge>
          <Zap aria-hidden />
          {t.ticket.authors.automation}
        </Badge>
      ) : null}
    </>
  )
}

/** Where a message came from, where not from this conversation: another ticket, or a mail that goes on with one. */
const Marks = ({ message }: { message: Message }) => {
  const t = useTexts()
  const followUp = message.email?.follow_up_of
  if (!message.merged_from && !message.split_to && !followUp) return null
  return (
    <p className="mb-2 flex flex-wrap gap-2 text-xs text-ink-soft">
      {message.merged_from ? (
        <TicketLink number={message.merged_from.number}>{t.ticket.mergedFrom(message.merged_from.number)}</TicketLink>
      ) : null}
      {message.split_to ? (
        <TicketLink number={message.split_to.number}>{t.ticket.splitTo(message.split_to.number)}</TicketLink>
      ) : null}
      {followUp ? (
        <TicketLink number={followUp.number}>
          {followUp.certain ? t.ticket.followUpOf(followUp.number) : t.ticket.maybeFollowUpOf(followUp.number)}
        </TicketLink>
      ) : null}
    </p>
  )
}

export const TicketLink = ({ number, children }: { number: number; children: ReactNode }) => (
  <Link
    to="/inbox/tickets/$number"
    params={{ number: String(number) }}
    className="text-accent underline underline-offset-2"
  >
    {children}
  </Link>
)
