import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSession } from '../../api/session.ts'
import { NewPassword } from '../../sign-in/new-password.tsx'
import { useAction } from '../../sign-in/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { Actions } from '../../ui/dialog.tsx'
import { Checkbox } from '../../ui/inputs.tsx'
import { Problem } from '../../ui/problem.tsx'
import { toast } from '../../ui/toasts.tsx'
import { Section } from '../resource/screen.tsx'
import { useSettingsTexts } from '../texts.ts'
import { CurrentPassword } from './current-password.tsx'

/** Another password; who knew the one before is out, unless one says otherwise. */
export const Password = () => {
  const t = useSettingsTexts().account
  const client = useQueryClient()
  const { member } = useSession()
  const [endsOthers, setEndsOthers] = useState(true)
  const [round, setRound] = useState(0)
  const action = useAction(async (given) => {
    await api.post('/auth/change-password', {
      currentPassword: String(given.get('current')),
      newPassword: String(given.get('password')),
      revokeOtherSessions: endsOthers,
    })
    toast(t.passwordChanged)
    setRound((now) => now + 1) // the fields are emptied
    void client.invalidateQueries({ queryKey: ['own-sessions'] })
  })
  return (
    <Section title={t.password}>
      <form key={round} onSubmit={action.submit} className="flex flex-col gap-4">
        {/* By it a browser knows whose password it keeps. */}
        <input type="email" name="email" autoComplete="username" value={member.email} readOnly hidden />
        <CurrentPassword name="current" />
        <NewPassword label={t.newPassword} />
        <Checkbox label={t.endOthers} checked={endsOthers} onCheckedChange={(on) => setEndsOthers(on === true)} />
        {action.error ? <Problem error={action.error} /> : null}
        <Actions>
          <Button type="submit" busy={action.busy}>
            {t.changePassword}
          </Button>
        </Actions>
      </form>
    </Section>
  )
}
