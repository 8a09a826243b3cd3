import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { problemOf } from '../../../api/problem.ts'
import { useSession } from '../../../api/session.ts'
import type { WholeTicket } from '../../../api/types.ts'
import { useLanguage, useTexts } from '../../../texts/texts.tsx'
import { moment } from '../../../ui/time.tsx'
import { toast, toastProblem } from '../../../ui/toasts.tsx'
import { withMessage } from '../live/merge.ts'
import { ticketQuery } from '../query.ts'
import { type Draft, forSending, mentionsIn, picturesIn } from './draft.ts'
import type { Newer } from './moved-on.tsx'
import { type MessageBody, type Sent, send } from './outbox.ts'
import { restoreDraft } from './restore.ts'
import { cancelScheduled, type ScheduledMessage, scheduledQuery } from './scheduled.ts'
import type { SendAs } from './send-button.tsx'

/** For so long a reply can be taken back; notes are read by nobody outside, and can be answered by another. */
const UNDO_MS = 10_000

const bodyOf = (draft: Draft, as: SendAs): MessageBody => {
  const files = [...new Set([...draft.attachments.map(({ id }) => id), ...picturesIn(draft.body)])]
  const mentions = draft.public ? [] : mentionsIn(draft.body)
  const status = as.snoozedUntil ? 'snoozed' : as.status
  const sendAt = as.sendAt ?? (draft.public && navigator.onLine ? new Date(Date.now() + UNDO_MS) : null)
  return {
    body: forSending(draft.body),
    body_format: 'html',
    public: draft.public,
    ...(files.length > 0 ? { attachments: files } : {}),
    ...(status ? { status: status as 'resolved' } : {}), // any status is one of the API's
    ...(as.snoozedUntil ? { snoozed_until: as.snoozedUntil.toISOString() } : {}),
    ...(draft.public && draft.to.length > 0 ? { to: draft.to } : {}),
    ...(draft.public && draft.cc.length > 0 ? { cc: draft.cc } : {}),
    ...(draft.public && draft.bcc.length > 0 ? { bcc: draft.bcc } : {}),
    ...(draft.public && !draft.signed ? { signed: false } : {}),
    ...(mentions.length > 0 ? { mentions } : {}),
    ...(draft.seen_message_id ? { seen_message_id: draft.seen_message_id } : {}),
    ...(sendAt ? { send_at: sendAt.toISOString() } : {}),
  }
}

/** Sends what was written on a ticket. `moved` is there while it asks whether to send although others wrote meanwhile. */
export const useSending = (ticket: Pick<WholeTicket, 'id' | 'number'>, onSent: () => void) => {
  const t = useTexts()
  const language = useLanguage()
  const client = useQueryClient()
  const { member } = useSession()
  const [busy, setBusy] = useState(false)
  const [moved, setMoved] = useState<{ newer: Newer[]; draft: Draft; as: SendAs } | null>(null)
  const running = useRef(false)

  const show = (sent: Sent, draft: Draft, as: SendAs) => {
    if (!('scheduled_message' in sent)) {
      const { queryKey } = ticketQuery(String(ticket.number))
      client.setQueryData<WholeTicket>(queryKey, (now) => now && withMessage(now, sent))
      return
    }
    const { scheduled_message: message } = sent
    client.setQueryData<ScheduledMessage[]>(scheduledQuery(ticket.id).queryKey, (all = []) => [...all, message])
    if (as.sendAt) return void toast(t.ticket.sendsAt(moment(message.send_at, language)))
    const undo = async () => {
      try {
        await cancelScheduled(client, ticket.id, message.id)
        restoreDraft(member.id, ticket.id, draft)
      } catch (error) {
        toastProblem(error)
      }
    }
    toast(t.ticket.sending, { action: { label: t.shell.undo, run: () => void undo() }, forMs: UNDO_MS - 500 })
    // The stream tells when it was sent; where that is away, this does.
    setTimeout(() => {
      void client.invalidateQueries({ queryKey: scheduledQuery(ticket.id).queryKey })
    }, UNDO_MS + 1_500)
  }

  const sendNow = async (draft: Draft, as: SendAs) => {
    if (running.current) return
    running.current = true
    setBusy(true)
    try {
      const outgoing = { key: crypto.randomUUID(), ticketId: ticket.id, memberId: member.id }
      const sent = await send({ ...outgoing, body: bodyOf(draft, as), draft })
      onSent()
      if (sent) show(sent, draft, as)
      else toast(t.ticket.queued)
    } catch (error) {
      const problem = problemOf(error)
      if (problem.code === 'conversation_moved_on') {
        const newer = Array.isArray(problem.body.messages) ? (problem.body.messages as Newer[]) : [] // as that code has them
        setMoved({ newer, draft, as })
        void client.invalidateQueries({ queryKey: ticketQuery(String(ticket.number)).queryKey })
      } else toastProblem(error)
    } finally {
      running.current = false
      setBusy(false)
    }
  }
  return {
    busy,
    moved,
    sendNow,
    sendAnyway: () => {
      if (!moved) return
      setMoved(null)
      void sendNow({ ...moved.draft, seen_message_id: null }, moved.as)
    },
    review: () => setMoved(null),
  }
}
