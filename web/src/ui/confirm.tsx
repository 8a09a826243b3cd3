import { type ReactNode, useState } from 'react'
import { useTexts } from '../texts/texts.tsx'
import { Button } from './button.tsx'
import { Actions, Dialog } from './dialog.tsx'
import { Problem } from './problem.tsx'

/** Asks before what cannot be undone. Stays open, and says why, where it failed. */
export const Confirm = ({
  open,
  onClose,
  title,
  children,
  action,
  danger,
  onConfirm,
}: {
  open: boolean
  onClose: () => void
  title: ReactNode
  children?: ReactNode
  /** The word on the button: what will be done. */
  action: string
  danger?: boolean
  onConfirm: () => Promise<unknown>
}) => {
  const t = useTexts()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const confirm = async () => {
    setBusy(true)
    setError(null)
    try {
      await onConfirm()
      onClose()
    } catch (thrown) {
      setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog open={open} onClose={onClose} title={title}>
      {children ? <div className="text-sm text-ink-soft">{children}</div> : null}
      {error ? <Problem error={error} /> : null}
      <Actions>
        <Button onClick={onClose}>{t.shell.cancel}</Button>
        <Button look={danger ? 'danger' : 'primary'} busy={busy} onClick={confirm}>
          {action}
        </Button>
      </Actions>
    </Dialog>
  )
}
