import { useSession } from '../../../api/session.ts'
import type { TicketStatus, WholeTicket } from '../../../api/types.ts'
import { useLanguage, useTexts } from '../../../texts/texts.tsx'
import { moment } from '../../../ui/time.tsx'
import { toast } from '../../../ui/toasts.tsx'
import { useChange } from './use-change.ts'

/** What can be done with a ticket, each with its words and its way back. */
export const useActions = (ticket: WholeTicket) => {
  const t = useTexts()
  const language = useLanguage()
  const { member } = useSession()
  const change = useChange(ticket)
  const statusBack = { status: ticket.status, ...(ticket.snoozed_until ? { snoozed_until: ticket.snoozed_until } : {}) }
  const assign = (to: { id: string; name: string; email: string } | null) => {
    if (ticket.assignee?.id === to?.id) return
    const assignee = to && { id: to.id, name: to.name, email: to.email }
    const said = to ? t.ticket.done.assigned(to.name) : t.ticket.done.unassigned
    void change({ assignee: to?.id ?? null }, { assignee }, { said, back: { assignee: ticket.assignee?.id ?? null } })
  }
  return {
    assign,
    assignToMe: () => assign(member),
    setStatus: (status: Exclude<TicketStatus, 'snoozed'>) => {
      if (status === ticket.status) return
      const said = t.ticket.done.status(t.inbox.statuses[status])
      void change({ status }, { status, snoozed_until: null }, { said, back: statusBack })
    },
    snooze: (until: Date) => {
      const snoozed_until = until.toISOString()
      const said = t.ticket.done.snoozed(moment(snoozed_until, language))
      void change(
        { status: 'snoozed', snoozed_until },
        { status: 'snoozed', snoozed_until },
        { said, back: statusBack },
      )
    },
    setPriority: (priority: WholeTicket['priority']) => {
      if (priority === ticket.priority) return
      const said = t.ticket.done.priority(t.inbox.priorities[priority])
      void change({ priority }, { priority }, { said, back: { priority: ticket.priority } })
    },
    setDepartment: (department: { id: string; name: string }) => {
      if (department.id === ticket.department.id) return
      const said = t.ticket.done.department(department.name)
      void change({ department: department.id }, { department }, { said, back: { department: ticket.department.id } })
    },
    setType: (type: { id: string; name: string }) => {
      if (type.id === ticket.type.id) return
      const said = t.ticket.done.type(type.name)
      void change({ type: type.id }, { type }, { said, back: { type: ticket.type.id } })
    },
    setSubject: (subject: string) => void change({ subject }, { subject }),
    toggleTag: (name: string) => {
      const has = ticket.tags.includes(name)
      const tags = has ? ticket.tags.filter((tag) => tag !== name) : [...ticket.tags, name]
      void change(has ? { remove_tags: [name] } : { add_tags: [name] }, { tags })
    },
    copyLink: async () => {
      await navigator.clipboard.writeText(`${location.origin}/inbox/tickets/${ticket.number}`)
      toast(t.ticket.done.linkCopied)
    },
  }
}

export type TicketActions = ReturnType<typeof useActions>
