import { useQueryClient } from '@tanstack/react-query'
import { Plus, X } from 'lucide-react'
import { api } from '../../../../api/client.ts'
import { useMay } from '../../../../api/session.ts'
import type { TicketLink, WholeTicket } from '../../../../api/types.ts'
import { useTexts } from '../../../../texts/texts.tsx'
import { IconButton } from '../../../../ui/button.tsx'
import { toast, toastProblem } from '../../../../ui/toasts.tsx'
import { ticketQuery } from '../../query.ts'
import { Nothing, Section } from '../section.tsx'
import { usePanelTexts } from '../texts.ts'
import { TicketLine } from '../ticket-line.tsx'

/** The tickets that belong to this one, by what they are to it. */
export const Links = ({ ticket, onAdd }: { ticket: WholeTicket; onAdd: () => void }) => {
  const shell = useTexts().shell
  const t = usePanelTexts()
  const mayWrite = useMay('tickets:write')
  const client = useQueryClient()
  const { links } = ticket
  const show = (change: (now: TicketLink[]) => TicketLink[]) =>
    client.setQueryData<WholeTicket>(
      ticketQuery(String(ticket.number)).queryKey,
      (now) => now && { ...now, links: change(now.links) },
    )
  const remove = async (link: TicketLink) => {
    show((now) => now.filter((one) => one.ticket.id !== link.ticket.id))
    const again = async () => {
      const body = { ticket: link.ticket.id, kind: link.kind }
      const made = await api.post<TicketLink>(`/v1/tickets/${ticket.id}/links`, body)
      show((now) => [...now, made])
    }
    try {
      await api.delete(`/v1/tickets/${ticket.id}/links/${link.ticket.id}`)
      toast(t.unlinked(link.ticket.number), {
        action: { label: shell.undo, run: () => void again().catch(toastProblem) },
      })
    } catch (error) {
      show((now) => [...now, link])
      toastProblem(error)
    }
  }
  return (
    <Section
      name="links"
      title={t.links}
      count={links.length}
      action={
        mayWrite ? (
          <IconButton label={t.actions.link} keys="l" className="size-7" onClick={onAdd}>
            <Plus aria-hidden />
          </IconButton>
        ) : null
      }
    >
      {links.length === 0 ? <Nothing>{t.noLinks}</Nothing> : null}
      <ul className="-mx-1.5 flex flex-col">
        {links.map((link) => (
          <li key={link.ticket.id} className="flex min-w-0 items-center">
            <div className="min-w-0 flex-1">
              <TicketLine ticket={link.ticket}>{t.linkKinds[link.kind]}</TicketLine>
            </div>
            {mayWrite ? (
              <IconButton label={t.unlink(link.ticket.number)} className="size-6" onClick={() => void remove(link)}>
                <X aria-hidden />
              </IconButton>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  )
}
