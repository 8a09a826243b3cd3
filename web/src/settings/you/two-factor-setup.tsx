import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { sessionQuery } from '../../api/session.ts'
import { useAction } from '../../sign-in/use-action.ts'
import { useTexts } from '../../texts/texts.tsx'
import { Button } from '../../ui/button.tsx'
import { CopyText } from '../../ui/copy.tsx'
import { Actions, Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { TextInput } from '../../ui/inputs.tsx'
import { Problem } from '../../ui/problem.tsx'
import { toast } from '../../ui/toasts.tsx'
import { useSettingsTexts } from '../texts.ts'
import { BackupCodes } from './backup-codes.tsx'
import { ByPassword } from './by-password.tsx'
import { QrCode } from './qr-code.tsx'

type Begun = { totpURI: string; backupCodes: string[] }

/** Password, QR code and its first code, backup codes: on after the code, so that nobody locks themselves out. */
export const TwoFactorSetup = ({ onClose }: { onClose: () => void }) => {
  const t = useSettingsTexts().account
  const client = useQueryClient()
  const [begun, setBegun] = useState<Begun | null>(null)
  const [isOn, setIsOn] = useState(false)
  const begin = async (password: string) => setBegun(await api.post<Begun>('/auth/two-factor/enable', { password }))
  const done = () => {
    toast(t.turnedOn)
    void client.invalidateQueries(sessionQuery)
    onClose()
  }
  return (
    <Dialog
      open
      title={isOn ? t.backupCodes : t.twoFactor}
      description={isOn ? t.backupNote : begun ? t.scan : t.twoFactorIntro}
      // They are shown this once: a click beside it does not take them away.
      onClose={isOn ? () => {} : onClose}
    >
      {!begun ? <ByPassword action={t.turnOn} onPassword={begin} onCancel={onClose} /> : null}
      {begun && !isOn ? <FirstCode uri={begun.totpURI} onRight={() => setIsOn(true)} onCancel={onClose} /> : null}
      {begun && isOn ? <BackupCodes codes={begun.backupCodes} onKept={done} /> : null}
    </Dialog>
  )
}

const FirstCode = ({ uri, onRight, onCancel }: { uri: string; onRight: () => void; onCancel: () => void }) => {
  const { shell } = useTexts()
  const t = useSettingsTexts().account
  const action = useAction(async (given) => {
    await api.post('/auth/two-factor/verify-totp', { code: String(given.get('code')).replaceAll(/\s/g, '') })
    onRight()
  })
  return (
    <form onSubmit={action.submit} className="flex flex-col gap-4">
      <QrCode text={uri} label={t.qr} />
      <div className="flex flex-col gap-1">
        <p className="text-[0.8125rem] text-ink-soft">{t.byHand}</p>
        <CopyText label={t.key} text={new URL(uri).searchParams.get('secret') ?? ''} />
      </div>
      <Field label={t.code}>
        <TextInput
          name="code"
          dir="ltr"
          required
          autoFocus
          autoComplete="one-time-code"
          inputMode="numeric"
          maxLength={10}
        />
      </Field>
      {action.error ? <Problem error={action.error} /> : null}
      <Actions>
        <Button onClick={onCancel}>{shell.cancel}</Button>
        <Button type="submit" look="primary" busy={action.busy}>
          {t.turnOn}
        </Button>
      </Actions>
    </form>
  )
}
