import type { Person, WholeTicket } from '../../../../api/types.ts'
import { useChange } from '../../actions/use-change.ts'
import { usePanelTexts } from '../../panel/texts.ts'
import { type Found, PersonFinder } from './person-finder.tsx'

/** Says who a ticket is really from. */
export const RequesterDialog = ({ ticket, onClose }: { ticket: WholeTicket; onClose: () => void }) => {
  const t = usePanelTexts()
  const change = useChange(ticket)
  const { requester } = ticket
  const give = (found: Found) => {
    const shown: Person | undefined =
      'contact' in found
        ? {
            id: found.contact.id,
            external_id: found.contact.external_id,
            email: found.contact.email,
            name: found.contact.name,
          }
        : undefined
    const name = shown
      ? shown.name || shown.email || shown.external_id || t.unknown
      : 'email' in found
        ? found.email
        : ''
    const wanted = 'contact' in found ? { contact: found.contact.id } : { email: found.email }
    // Who is not known yet has no contact to show before the answer.
    return change({ requester: wanted }, shown ? { requester: shown } : {}, {
      said: t.requesterChanged(name),
      back: { requester: { contact: requester.id } },
    })
  }
  return (
    <PersonFinder
      title={t.actions.requester}
      hint={t.requesterHint}
      leftOut={({ id }) => id === requester.id}
      onClose={onClose}
      onPick={(found) => {
        onClose()
        void give(found)
      }}
    />
  )
}
