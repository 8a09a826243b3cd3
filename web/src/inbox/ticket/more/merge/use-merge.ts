import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { api } from '../../../../api/client.ts'
import type { WholeTicket } from '../../../../api/types.ts'
import { useTexts } from '../../../../texts/texts.tsx'
import { toast, toastProblem } from '../../../../ui/toasts.tsx'
import { usePanelTexts } from '../../panel/texts.ts'
import { ticketQuery } from '../../query.ts'

type Ref = { id: string; number: number }

/** Merges a ticket into another and goes there; undone, it goes back. */
export const useMerge = ({ id, number }: Ref) => {
  const shell = useTexts().shell
  const t = usePanelTexts()
  const client = useQueryClient()
  const navigate = useNavigate()
  const keyOf = (ticket: Ref) => ticketQuery(String(ticket.number)).queryKey
  const show = (whole: WholeTicket) => {
    client.setQueryData(keyOf(whole), whole)
    return navigate({ to: '/inbox/tickets/$number', params: { number: String(whole.number) }, search: true })
  }
  const unmerge = async (into: Ref) => {
    const whole = await api.post<WholeTicket>(`/v1/tickets/${id}/unmerge`)
    await show(whole)
    void client.invalidateQueries({ queryKey: keyOf(into) })
    toast(t.unmerged(number))
  }
  const merge = async (into: Ref) => {
    const whole = await api.post<WholeTicket>(`/v1/tickets/${id}/merge`, { into: into.id })
    await show(whole)
    void client.invalidateQueries({ queryKey: keyOf({ id, number }) })
    toast(t.merged(number, whole.number), {
      action: { label: shell.undo, run: () => void unmerge(whole).catch(toastProblem) },
      forMs: 12_000,
    })
  }
  return {
    merge: (into: Ref) => void merge(into).catch(toastProblem),
    unmerge: (into: Ref) => unmerge(into).catch(toastProblem),
  }
}
