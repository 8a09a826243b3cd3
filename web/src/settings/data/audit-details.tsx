import { useState } from 'react'
import type { AuditEntry } from '../../api/types.ts'
import { useLanguage } from '../../texts/texts.tsx'
import { Button } from '../../ui/button.tsx'
import { CopyText } from '../../ui/copy.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { moment } from '../../ui/time.tsx'
import { useSettingsTexts } from '../texts.ts'

/** All that is written of an entry, as the API has it. */
export const AuditDetails = ({ entry }: { entry: AuditEntry }) => {
  const t = useSettingsTexts().data
  const language = useLanguage()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button small look="quiet" aria-label={`${t.details}: ${t.entry(entry.seq)}`} onClick={() => setOpen(true)}>
        {t.details}
      </Button>
      <Dialog
        open={open}
        wide
        title={t.entry(entry.seq)}
        description={moment(entry.created_at, language)}
        onClose={() => setOpen(false)}
      >
        <CopyText label={t.details} text={JSON.stringify(entry, null, 2)} />
      </Dialog>
    </>
  )
}
