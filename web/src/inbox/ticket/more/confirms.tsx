import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { api } from '../../../api/client.ts'
import type { WholeTicket } from '../../../api/types.ts'
import { useLanguage, useTexts } from '../../../texts/texts.tsx'
import { Button } from '../../../ui/button.tsx'
import { Confirm } from '../../../ui/confirm.tsx'
import { CopyText } from '../../../ui/copy.tsx'
import { Actions, Dialog } from '../../../ui/dialog.tsx'
import { moment } from '../../../ui/time.tsx'
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

type Receipt = { id: string; number: number; erased_at: string }

/** Asks before what a ticket says of people is taken away for good; then shows that it was, to keep. */
export const EraseConfirm = ({ ticket, onClose }: Given) => {
  const shell = useTexts().shell
  const language = useLanguage()
  const t = usePanelTexts()
  const client = useQueryClient()
  const [receipt, setReceipt] = useState<Receipt | null>(null)
  // The question closes as it is answered: the receipt stays.
  const isErased = useRef(false)
  const erase = async () => {
    setReceipt(await api.delete<Receipt>(`/v1/tickets/${ticket.id}/personal-data`))
    isErased.current = true
    for (const queryKey of [ticketQuery(String(ticket.number)).queryKey, ['history', ticket.id], ['runs', ticket.id]]) {
      void client.invalidateQueries({ queryKey })
    }
  }
  if (receipt) {
    return (
      <Dialog open onClose={onClose} title={t.erased(ticket.number)}>
        <p className="text-sm text-ink-soft">{t.erasedAt(moment(receipt.erased_at, language))}</p>
        <CopyText label={t.receipt} text={JSON.stringify(receipt)} />
        <Actions>
          <Button look="primary" onClick={onClose}>
            {shell.close}
          </Button>
        </Actions>
      </Dialog>
    )
  }
  return (
    <Confirm
      open
      danger
      onClose={() => isErased.current || onClose()}
      title={t.eraseTitle(ticket.number)}
      action={t.eraseAction}
      onConfirm={erase}
    >
      <p>{t.eraseMeans}</p>
      <p className="mt-2">{t.noWayBack}</p>
    </Confirm>
  )
}
