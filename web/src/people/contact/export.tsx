import { useState } from 'react'
import { api } from '../../api/client.ts'
import type { Contact } from '../../api/types.ts'
import { useTexts } from '../../texts/texts.tsx'
import { Button } from '../../ui/button.tsx'
import { Actions, Dialog } from '../../ui/dialog.tsx'
import { Checkbox } from '../../ui/inputs.tsx'
import { Problem } from '../../ui/problem.tsx'
import { toast } from '../../ui/toasts.tsx'
import { saveFile } from '../save-file.ts'
import { usePeopleTexts } from '../texts.ts'

/** All that is known of a person, as a file to send to them. */
export const ExportDialog = ({ contact, onClose }: { contact: Contact; onClose: () => void }) => {
  const t = usePeopleTexts()
  const shell = useTexts().shell
  const [notes, setNotes] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const download = async () => {
    setBusy(true)
    setError(null)
    try {
      const query = notes ? { notes: 'true' } : {}
      saveFile(
        await api.file('POST', `/v1/contacts/${contact.id}/export`, { query, body: {} }),
        `contact-${contact.id}.json`,
      )
      toast(t.exported)
      onClose()
    } catch (thrown) {
      setError(thrown)
      setBusy(false)
    }
  }
  return (
    <Dialog open onClose={onClose} title={t.exportTitle} description={t.exportText}>
      <div className="flex flex-col gap-1">
        <Checkbox label={t.exportNotes} checked={notes} onCheckedChange={(on) => setNotes(on === true)} />
        <p className="ps-6 text-[0.8125rem] text-ink-faint">{t.exportNotesHint}</p>
      </div>
      {error ? <Problem error={error} /> : null}
      <Actions>
        <Button onClick={onClose}>{shell.cancel}</Button>
        <Button look="primary" busy={busy} onClick={() => void download()}>
          {t.exportAction}
        </Button>
      </Actions>
    </Dialog>
  )
}
