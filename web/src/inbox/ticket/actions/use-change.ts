import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { api } from '../../../api/client.ts'
import type { TicketStatus, WholeTicket } from '../../../api/types.ts'
import { useTexts } from '../../../texts/texts.tsx'
import { toast, toastProblem } from '../../../ui/toasts.tsx'
import { ticketQuery } from '../query.ts'

/** What PATCH /v1/tickets/{t} takes, as far as the ticket's page changes it. */
export type TicketChange = {
  subject?: string
  requester?: { contact: string } | { email: string }
  status?: TicketStatus
  snoozed_until?: string | null
  priority?: WholeTicket['priority']
  department?: string
  type?: string
  assignee?: string | null
  add_tags?: string[]
  remove_tags?: string[]
}

/**
 * Changes a ticket: `shown` is how it will look, there at once; the server's answer replaces it, and a refusal takes it
 * back. `said` is told with a way to undo it.
 */
export const useChange = (ticket: WholeTicket) => {
  const t = useTexts()
  const client = useQueryClient()
  const { id, number } = ticket
  return useCallback(
    async (wanted: TicketChange, shown: Partial<WholeTicket>, undo?: { said: string; back: TicketChange }) => {
      const { queryKey } = ticketQuery(String(number))
      await client.cancelQueries({ queryKey })
      const before = client.getQueryData<WholeTicket>(queryKey)
      client.setQueryData<WholeTicket>(queryKey, (now) => now && { ...now, ...shown })
      const save = async (change: TicketChange) => {
        const after = await api.patch<Partial<WholeTicket>>(`/v1/tickets/${id}`, change)
        client.setQueryData<WholeTicket>(queryKey, (now) => now && { ...now, ...after })
      }
      try {
        await save(wanted)
        if (undo)
          toast(undo.said, { action: { label: t.shell.undo, run: () => void save(undo.back).catch(toastProblem) } })
      } catch (error) {
        const fields = Object.keys(shown) as (keyof WholeTicket)[] // of an object of that type
        const old = before && Object.fromEntries(fields.map((field) => [field, before[field]]))
        client.setQueryData<WholeTicket>(queryKey, (now) => now && { ...now, ...old })
        toastProblem(error)
      }
    },
    [client, id, number, t.shell.undo],
  )
}
