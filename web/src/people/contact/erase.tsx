import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useRef, useState } from 'react'
import { api } from '../../api/client.ts'
import type { Contact } from '../../api/types.ts'
import { useTexts } from '../../texts/texts.tsx'
import { Button } from '../../ui/button.tsx'
import { Actions, Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { TextInput } from '../../ui/inputs.tsx'
import { Problem } from '../../ui/problem.tsx'
import { nameOf } from '../name.ts'
import { usePeopleTexts } from '../texts.ts'
import { type Receipt, ReceiptDialog } from './receipt.tsx'

/** Takes a person away for good: what that means, what they are known by to be typed, and the receipt. */
export const EraseDialog = ({ contact, onClose }: { contact: Contact; onClose: () => void }) => {
  const t = usePeopleTexts()
  const shell = useTexts().shell
  const client = useQueryClient()
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [receipt, setReceipt] = useState<Receipt | null>(null)
  // The same for each try: one that was cut off goes on where it was, and one that was done is answered again.
  const key = useRef(crypto.randomUUID())
  const name = nameOf(contact)
  const asked = contact.email ?? (name || contact.id)
  const isTyped = typed.trim().toLowerCase() === asked.trim().toLowerCase()
  const erase = async (event: FormEvent) => {
    event.preventDefault()
    if (!isTyped) return
    setBusy(true)
    setError(null)
    try {
      const path = `/v1/contacts/${contact.id}/erase`
      setReceipt(await api.post<Receipt>(path, undefined, { idempotencyKey: key.current }))
    } catch (thrown) {
      setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  const leave = async () => {
    await navigate({ to: '/contacts' })
    // Nothing of them stays in this browser's memory either.
    client.removeQueries({ queryKey: ['contact', contact.id] })
    for (const key of ['contacts', 'people', 'tickets', 'find']) client.removeQueries({ queryKey: [key] })
  }
  if (receipt) return <ReceiptDialog receipt={receipt} onClose={() => void leave()} />
  return (
    <Dialog open onClose={busy ? () => {} : onClose} title={t.eraseTitle(name || t.nameless)}>
      <form onSubmit={erase} className="flex flex-col gap-3 text-sm">
        <p className="text-ink-soft">{t.eraseText}</p>
        <p className="rounded-md bg-danger-soft p-2.5 font-medium text-danger">{t.eraseUndo}</p>
        <Field label={<bdi className="[overflow-wrap:anywhere]">{t.eraseConfirm(asked)}</bdi>} required>
          <TextInput
            dir="auto"
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </Field>
        {busy ? (
          <p role="status" className="text-ink-soft">
            {t.erasing}
          </p>
        ) : null}
        {error ? <Problem error={error} /> : null}
        <Actions>
          <Button disabled={busy} onClick={onClose}>
            {shell.cancel}
          </Button>
          <Button type="submit" look="danger" disabled={!isTyped} busy={busy}>
            {t.eraseAction}
          </Button>
        </Actions>
      </form>
    </Dialog>
  )
}
