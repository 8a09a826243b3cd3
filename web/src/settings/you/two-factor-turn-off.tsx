import { useQueryClient } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { sessionQuery } from '../../api/session.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { toast } from '../../ui/toasts.tsx'
import { useSettingsTexts } from '../texts.ts'
import { ByPassword } from './by-password.tsx'

/** Takes the second factor away, for whoever knows the password. */
export const TurnOff = ({ onClose }: { onClose: () => void }) => {
  const t = useSettingsTexts().account
  const client = useQueryClient()
  const turnOff = async (password: string) => {
    await api.post('/auth/two-factor/disable', { password })
    await client.invalidateQueries(sessionQuery)
    toast(t.turnedOff)
    onClose()
  }
  return (
    <Dialog open title={t.twoFactor} description={t.turnOffNote} onClose={onClose}>
      <ByPassword action={t.turnOff} danger onPassword={turnOff} onCancel={onClose} />
    </Dialog>
  )
}
