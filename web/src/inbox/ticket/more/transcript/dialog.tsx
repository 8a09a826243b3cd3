import { Download } from 'lucide-react'
import { useState } from 'react'
import { withQuery } from '../../../../api/client.ts'
import type { WholeTicket } from '../../../../api/types.ts'
import { useTexts } from '../../../../texts/texts.tsx'
import { Button } from '../../../../ui/button.tsx'
import { Actions, Dialog } from '../../../../ui/dialog.tsx'
import { Field } from '../../../../ui/field.tsx'
import { Checkbox, Select } from '../../../../ui/inputs.tsx'
import { usePanelTexts } from '../../panel/texts.ts'

/** A ticket as a document to keep: which kind, and what is in it. */
export const TranscriptDialog = ({ ticket, onClose }: { ticket: WholeTicket; onClose: () => void }) => {
  const shell = useTexts().shell
  const t = usePanelTexts()
  const [format, setFormat] = useState('pdf')
  const [notes, setNotes] = useState(false)
  const [details, setDetails] = useState(true)
  const href = withQuery(`/v1/tickets/${ticket.id}/transcript`, { format, notes, details })
  return (
    <Dialog open onClose={onClose} title={t.actions.transcript}>
      <Field label={t.format}>
        <Select value={format} onChange={(event) => setFormat(event.target.value)}>
          <option value="pdf">PDF</option>
          <option value="html">{t.webPage}</option>
        </Select>
      </Field>
      <Checkbox label={t.withDetails} checked={details} onCheckedChange={(now) => setDetails(now === true)} />
      <Checkbox label={t.withNotes} checked={notes} onCheckedChange={(now) => setNotes(now === true)} />
      {notes ? <p className="text-[0.8125rem] text-warn">{t.notesWarning}</p> : null}
      <Actions>
        <Button onClick={onClose}>{shell.cancel}</Button>
        <a
          href={href}
          download={`ticket-${ticket.number}.${format}`}
          onClick={onClose}
          className="inline-flex h-8 items-center gap-1.5 rounded-md bg-accent px-3 text-sm font-medium text-accent-ink hover:bg-accent-hover"
        >
          <Download aria-hidden className="size-4" />
          {t.download}
        </a>
      </Actions>
    </Dialog>
  )
}
