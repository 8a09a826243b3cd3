import { useQueryClient } from '@tanstack/react-query'
import { api } from '../../../api/client.ts'
import type { WholeTicket } from '../../../api/types.ts'
import { Confirm } from '../../../ui/confirm.tsx'
import { toast } from '../../../ui/toasts.tsx'
import { usePanelTexts } from '../panel/texts.ts'
import { ticketQuery } from '../query.ts'
import { useSpam } from './use-spam.ts'

type Given = { ticket: WholeTicket; onClose: () => void }

/** Asks whoever cannot take it back before a requester's mails and forms become no tickets any more. */
export const SpamConfirm = ({ ticket, onClose }: Given) => {
  const t = usePanelTexts()
  const { spamAndBlock } = useSpam(ticket)
  return (
    <Confirm
      open
      danger
      onClose={onClose}
      title={t.blockTitle(ticket.requester.email ?? '')}
      action={t.actions.spamAndBlock}
      onConfirm={spamAndBlock}
    >
      {t.blockMeans}
    </Confirm>
  )
}

/** Asks before what a ticket says of people is taken away for good. */
export const EraseConfirm = ({ ticket, onClose }: Given) => {
  const t = usePanelTexts()
  const client = useQueryClient()
  const erase = async () => {
    await api.delete(`/v1/tickets/${ticket.id}/personal-data`)
    toast(t.erased(ticket.number))
    for (const queryKey of [ticketQuery(String(ticket.number)).queryKey, ['history', ticket.id], ['runs', ticket.id]]) {
      void client.invalidateQueries({ queryKey })
    }
  }
  return (
    <Confirm open danger onClose={onClose} title={t.eraseTitle(ticket.number)} action={t.eraseAction} onConfirm={erase}>
      <p>{t.eraseMeans}</p>
      <p className="mt-2">{t.noWayBack}</p>
    </Confirm>
  )
}
