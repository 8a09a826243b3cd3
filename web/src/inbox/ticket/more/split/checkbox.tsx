import { useTexts } from '../../../../texts/texts.tsx'
import { Checkbox } from '../../../../ui/inputs.tsx'
import { toggleMessage, useSplit } from './selection.ts'

/** Chooses a message while a ticket is being split; else nothing. */
export const SplitCheckbox = ({ ticketId, messageId, by }: { ticketId: string; messageId: string; by: string }) => {
  const t = useTexts()
  const chosen = useSplit(ticketId)
  if (!chosen) return null
  return (
    <Checkbox
      hideLabel
      label={t.ticket.chooseMessage(by)}
      checked={chosen.has(messageId)}
      onCheckedChange={() => toggleMessage(messageId)}
    />
  )
}
