import { useState } from 'react'
import { useSession } from '../../api/session.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Section } from '../resource/screen.tsx'
import { useSettingsTexts } from '../texts.ts'
import { NewBackupCodes } from './new-backup-codes.tsx'
import { TwoFactorSetup } from './two-factor-setup.tsx'
import { TurnOff } from './two-factor-turn-off.tsx'

/** The code besides the password: on, off, and what helps without the phone. */
export const TwoFactor = () => {
  const t = useSettingsTexts().account
  const { two_factor: isOn } = useSession()
  const [open, setOpen] = useState<'on' | 'off' | 'codes' | null>(null)
  const close = () => setOpen(null)
  return (
    <Section title={t.twoFactor} intro={t.twoFactorIntro}>
      <div className="flex flex-wrap items-center gap-2">
        <span className="me-auto">
          <Badge tone={isOn ? 'ok' : 'plain'}>{isOn ? t.twoFactorOn : t.twoFactorOff}</Badge>
        </span>
        {isOn ? (
          <>
            <Button onClick={() => setOpen('codes')}>{t.newBackupCodes}</Button>
            <Button look="danger" onClick={() => setOpen('off')}>
              {t.turnOff}
            </Button>
          </>
        ) : (
          <Button look="primary" onClick={() => setOpen('on')}>
            {t.turnOn}
          </Button>
        )}
      </div>
      {open === 'on' ? <TwoFactorSetup onClose={close} /> : null}
      {open === 'off' ? <TurnOff onClose={close} /> : null}
      {open === 'codes' ? <NewBackupCodes onClose={close} /> : null}
    </Section>
  )
}
