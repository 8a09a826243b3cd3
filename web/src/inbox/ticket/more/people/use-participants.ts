import { useQueryClient } from '@tanstack/react-query'
import { api } from '../../../../api/client.ts'
import type { Participant, WholeTicket } from '../../../../api/types.ts'
import { useTexts } from '../../../../texts/texts.tsx'
import { toast, toastProblem } from '../../../../ui/toasts.tsx'
import { usePanelTexts } from '../../panel/texts.ts'
import { ticketQuery } from '../../query.ts'
import type { Found } from './person-finder.tsx'

/** Whether somebody who was removed can be had back: who has neither an address nor a contact was erased meanwhile. */
const bodyOf = ({ email, name, contact_id, role }: Participant) => {
  if (email !== null) return { email, role, ...(name ? { name } : {}) }
  return contact_id === null ? null : { contact: contact_id, role }
}

/** Has people take part in a ticket, or no more; each with a way to undo it. */
export const useParticipants = (ticket: WholeTicket) => {
  const shell = useTexts().shell
  const t = usePanelTexts()
  const client = useQueryClient()
  const at = `/v1/tickets/${ticket.id}/participants`
  const show = (change: (now: Participant[]) => Participant[]) =>
    client.setQueryData<WholeTicket>(
      ticketQuery(String(ticket.number)).queryKey,
      (now) => now && { ...now, participants: change(now.participants) },
    )
  const others = (id: string) => (now: Participant[]) => now.filter((one) => one.id !== id)
  const post = async (body: object): Promise<Participant> => {
    const added = await api.post<Participant>(at, body)
    show((now) => [...others(added.id)(now), added])
    return added
  }
  const take = async ({ id }: Participant) => {
    await api.delete(`${at}/${id}`)
    show(others(id))
  }
  const undoing = (undo: () => Promise<unknown>) => ({
    action: { label: shell.undo, run: () => void undo().catch(toastProblem) },
  })
  return {
    add: async (found: Found, role: Participant['role']) => {
      try {
        const added = await post('contact' in found ? { contact: found.contact.id, role } : { ...found, role })
        toast(
          t.participantAdded(added.name || added.email || ''),
          undoing(() => take(added)),
        )
      } catch (error) {
        toastProblem(error)
      }
    },
    remove: async (gone: Participant) => {
      show(others(gone.id))
      try {
        await take(gone)
        const body = bodyOf(gone)
        toast(t.participantRemoved(gone.name || gone.email || ''), body ? undoing(() => post(body)) : {})
      } catch (error) {
        show((now) => [...others(gone.id)(now), gone])
        toastProblem(error)
      }
    },
  }
}
