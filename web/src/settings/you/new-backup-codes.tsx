import { useState } from 'react'
import { api } from '../../api/client.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { useSettingsTexts } from '../texts.ts'
import { BackupCodes } from './backup-codes.tsx'
import { ByPassword } from './by-password.tsx'

/** Other backup codes, for whoever has used or lost theirs. */
export const NewBackupCodes = ({ onClose }: { onClose: () => void }) => {
  const t = useSettingsTexts().account
  const [codes, setCodes] = useState<string[] | null>(null)
  const make = async (password: string) => {
    const made = await api.post<{ backupCodes: string[] }>('/auth/two-factor/generate-backup-codes', { password })
    setCodes(made.backupCodes)
  }
  return (
    <Dialog
      open
      title={t.newBackupCodes}
      description={codes ? t.backupNote : t.newBackupNote}
      // They are shown this once: a click beside it does not take them away.
      onClose={codes ? () => {} : onClose}
    >
      {codes ? (
        <BackupCodes codes={codes} onKept={onClose} />
      ) : (
        <ByPassword action={t.newBackupCodes} onPassword={make} onCancel={onClose} />
      )}
    </Dialog>
  )
}
