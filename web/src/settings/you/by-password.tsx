import { useSession } from '../../api/session.ts'
import { useAction } from '../../sign-in/use-action.ts'
import { useTexts } from '../../texts/texts.tsx'
import { Button } from '../../ui/button.tsx'
import { Actions } from '../../ui/dialog.tsx'
import { Problem } from '../../ui/problem.tsx'
import { CurrentPassword } from './current-password.tsx'

/** What is done only for whoever knows the password. */
export const ByPassword = ({
  action,
  danger,
  onPassword,
  onCancel,
}: {
  /** The word on the button: what will be done. */
  action: string
  danger?: boolean
  onPassword: (password: string) => Promise<void>
  onCancel: () => void
}) => {
  const { shell } = useTexts()
  const { member } = useSession()
  const asked = useAction((given) => onPassword(String(given.get('password'))))
  return (
    <form onSubmit={asked.submit} className="flex flex-col gap-4">
      {/* By it a browser knows whose password is asked for. */}
      <input type="email" name="email" autoComplete="username" value={member.email} readOnly hidden />
      <CurrentPassword name="password" />
      {asked.error ? <Problem error={asked.error} /> : null}
      <Actions>
        <Button onClick={onCancel}>{shell.cancel}</Button>
        <Button type="submit" look={danger ? 'danger' : 'primary'} busy={asked.busy}>
          {action}
        </Button>
      </Actions>
    </form>
  )
}
