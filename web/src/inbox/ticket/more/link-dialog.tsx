import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import type { LinkKind, TicketLink, WholeTicket } from '../../../api/types.ts'
import { useTexts } from '../../../texts/texts.tsx'
import { Field } from '../../../ui/field.tsx'
import { Select } from '../../../ui/inputs.tsx'
import { toast, toastProblem } from '../../../ui/toasts.tsx'
import { type PanelTexts, usePanelTexts } from '../panel/texts.ts'
import { ticketQuery } from '../query.ts'
import type { FoundTicket } from './find/query.ts'
import { TicketFinder } from './find/ticket-finder.tsx'

/** Links another ticket: what it is to this one, then which it is. */
export const LinkDialog = ({ ticket, onClose }: { ticket: WholeTicket; onClose: () => void }) => {
  const shell = useTexts().shell
  const t = usePanelTexts()
  const client = useQueryClient()
  const [kind, setKind] = useState<LinkKind>('related')
  const kinds = Object.keys(t.linkKinds) as (keyof PanelTexts['linkKinds'])[] // its keys are the kinds
  const { queryKey } = ticketQuery(String(ticket.number))
  const show = (change: (now: TicketLink[]) => TicketLink[]) =>
    client.setQueryData<WholeTicket>(queryKey, (now) => now && { ...now, links: change(now.links) })
  const link = async (found: FoundTicket) => {
    const made = await api.post<TicketLink>(`/v1/tickets/${ticket.id}/links`, { ticket: found.id, kind })
    const others = (now: TicketLink[]) => now.filter((one) => one.ticket.id !== found.id)
    show((now) => [...others(now), made])
    const undo = async () => {
      await api.delete(`/v1/tickets/${ticket.id}/links/${found.id}`)
      show(others)
    }
    toast(t.linked(found.number), { action: { label: shell.undo, run: () => void undo().catch(toastProblem) } })
  }
  return (
    <TicketFinder
      ticket={ticket}
      title={t.actions.link}
      onClose={onClose}
      onPick={(found) => {
        onClose()
        void link(found).catch(toastProblem)
      }}
    >
      <div className="px-4 pt-2 pb-1">
        <Field label={t.otherIs}>
          <Select value={kind} onChange={(event) => setKind(event.target.value as LinkKind)}>
            {kinds.map((one) => (
              <option key={one} value={one}>
                {t.linkKinds[one]}
              </option>
            ))}
          </Select>
        </Field>
      </div>
    </TicketFinder>
  )
}
