import { useQuery, useQueryClient } from '@tanstack/react-query'
import { ArrowDown } from 'lucide-react'
import { memo, useEffect, useMemo } from 'react'
import { useSession } from '../../../api/session.ts'
import type { WholeTicket } from '../../../api/types.ts'
import { useCommands } from '../../../shell/commands.tsx'
import { useTexts } from '../../../texts/texts.tsx'
import { Button } from '../../../ui/button.tsx'
import { toastProblem } from '../../../ui/toasts.tsx'
import { addressOf } from './address-of.ts'
import { EventLine } from './event-line.tsx'
import { historyQuery } from './history.ts'
import { hasRemoteImages } from './html.ts'
import { showImages } from './images.ts'
import { MessageCard } from './message.tsx'
import { Waiting } from './scheduled.tsx'
import { firstUnread, timelineOf } from './timeline.ts'
import { useReadMark } from './use-read-mark.ts'
import { useWindow } from './use-window.ts'

type Given = {
  ticket: WholeTicket
  readAt: string | null
  /** Its messages are on the screen: what happened between them, and what is to be sent, is asked for now. */
  isSeen: boolean
}

/**
 * The messages of a ticket and what happened between them. Only those that are near are drawn; it opens at the first
 * unread one, else at the last, and stays at the end while one is there.
 */
export const Conversation = memo(({ ticket, readAt, isSeen }: Given) => {
  const t = useTexts()
  const { member } = useSession()
  const { data: history = [] } = useQuery({ ...historyQuery(ticket.id), enabled: isSeen })
  const items = useMemo(() => timelineOf(ticket.messages, history), [ticket.messages, history])
  const unread = useMemo(
    () => firstUnread(ticket.messages, { readAt, memberId: member.id }),
    [ticket.messages, readAt, member.id],
  )
  const { scroller, content, before, after, shown, atEnd, step, toEnd, show } = useWindow(items, unread)
  useReadMark(ticket, atEnd)
  useEffect(() => {
    const asked = /^#message-(\d+)$/.exec(location.hash)?.[1]
    if (asked) show(asked)
  }, [show])
  const client = useQueryClient()
  const pictured = useMemo(
    () => ticket.messages.filter(({ html }) => html !== null && hasRemoteImages(html)),
    [ticket.messages],
  )
  /** Of the message that has the focus, else of the last that has any. */
  const showOf = () => {
    const focused = document.activeElement?.closest('[data-message]')?.getAttribute('data-message')
    const message = pictured.find(({ id }) => id === focused) ?? pictured.at(-1)
    if (message) void showImages(client, ticket.id, message.id).catch(toastProblem)
  }
  const group = t.ticket.group
  useCommands([
    { id: 'message.next', label: t.ticket.nextMessage, group, keys: 'shift+n', run: () => step(1) },
    ...(pictured.length > 0
      ? [{ id: 'message.images', label: t.ticket.showImages, group, keys: 'shift+i', run: showOf }]
      : []),
    { id: 'message.previous', label: t.ticket.previousMessage, group, keys: 'shift+p', run: () => step(-1) },
  ])
  const fresh = unread === null ? 0 : ticket.messages.length - ticket.messages.findIndex(({ id }) => id === unread)
  return (
    <div className="relative min-h-0 flex-1">
      {/* Scrolled by keys, too: so it can have the focus. */}
      <section
        ref={scroller}
        data-conversation
        aria-label={t.ticket.conversation}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard (WCAG 2.1.1)
        tabIndex={0}
        className="h-full overflow-y-auto px-3 py-4 -outline-offset-2 sm:px-5"
      >
        <div ref={content} className="mx-auto flex max-w-3xl flex-col gap-3">
          <div ref={before} aria-hidden className="h-px" />
          {shown.map((item) =>
            item.kind === 'event' ? (
              <EventLine key={item.id} entry={item.entry} by={item.by} />
            ) : (
              <div key={item.id} className="flex flex-col gap-3">
                {item.id === unread ? <NewLine /> : null}
                <MessageCard
                  ticketId={ticket.id}
                  message={item.message}
                  address={addressOf(ticket, item.message.author)}
                  isUnread={isAfter(item.at, readAt) && item.message.author.id !== member.id}
                />
              </div>
            ),
          )}
          <div ref={after} aria-hidden className="h-px" />
          {isSeen ? <Waiting ticketId={ticket.id} /> : null}
        </div>
      </section>
      {atEnd ? null : (
        <Button
          small
          icon={<ArrowDown aria-hidden className="size-4" />}
          onClick={toEnd}
          className="absolute inset-x-0 bottom-3 mx-auto w-fit rounded-full shadow-raised"
        >
          {fresh > 0 ? t.ticket.newMessages(fresh) : t.ticket.toLast}
        </Button>
      )}
    </div>
  )
})

const isAfter = (at: string, readAt: string | null): boolean => readAt !== null && at > readAt

/** Between what was read and what is new. */
const NewLine = () => {
  const t = useTexts()
  return (
    <p className="flex items-center gap-3 text-xs font-medium text-accent before:h-px before:flex-1 before:bg-accent after:h-px after:flex-1 after:bg-accent">
      {t.ticket.newFrom}
    </p>
  )
}
