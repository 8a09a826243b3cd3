import { useQueryClient } from '@tanstack/react-query'
import { api } from '../../../api/client.ts'
import { useMay } from '../../../api/session.ts'
import type { WholeTicket } from '../../../api/types.ts'
import { useTexts } from '../../../texts/texts.tsx'
import { toast, toastProblem } from '../../../ui/toasts.tsx'
import { usePanelTexts } from '../panel/texts.ts'
import { ticketQuery } from '../query.ts'

type Marked = { ticket: Partial<WholeTicket>; blocked: { value: string } | null }

const BLOCKLIST = '/v1/blocklist'
const unblock = (value: string) => api.delete(`${BLOCKLIST}/${encodeURIComponent(value)}`)

/** Keeps a requester out: with the ticket marked as spam, or without. Both can be undone, the blocking by admins alone. */
export const useSpam = (ticket: WholeTicket) => {
  const shell = useTexts().shell
  const t = usePanelTexts()
  const client = useQueryClient()
  const isAdmin = useMay('admin')
  const { queryKey } = ticketQuery(String(ticket.number))
  const show = (after: Partial<WholeTicket>) =>
    client.setQueryData<WholeTicket>(queryKey, (now) => now && { ...now, ...after })
  const spamAndBlock = async () => {
    const { status, snoozed_until } = ticket
    const { ticket: after, blocked } = await api.post<Marked>(`/v1/tickets/${ticket.id}/spam`, { block: true })
    show(after)
    const back = { status, ...(snoozed_until ? { snoozed_until } : {}) }
    const undo = async () => {
      show(await api.patch<Partial<WholeTicket>>(`/v1/tickets/${ticket.id}`, back))
      if (!blocked) return
      if (isAdmin) await unblock(blocked.value)
      else toast(t.staysBlocked(blocked.value))
    }
    toast(t.spamBlocked(blocked?.value ?? ''), {
      action: { label: shell.undo, run: () => void undo().catch(toastProblem) },
      forMs: 12_000,
    })
  }
  const block = async (value: string) => {
    await api.put(BLOCKLIST, { value, reason: t.blockReason(ticket.number) })
    toast(t.blocked(value), {
      action: { label: shell.undo, run: () => void unblock(value).catch(toastProblem) },
      forMs: 12_000,
    })
  }
  return { spamAndBlock, block }
}
