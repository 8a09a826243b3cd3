import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../../api/client.ts'
import type { Contact } from '../../api/types.ts'
import { useTexts } from '../../texts/texts.tsx'
import { Button } from '../../ui/button.tsx'
import { Actions, Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Select, TextInput } from '../../ui/inputs.tsx'
import { Problem } from '../../ui/problem.tsx'
import { applyContact } from '../live.ts'
import { usePeopleTexts } from '../texts.ts'

/** Those that can be given by hand: a channel's addresses come with what it brings. */
const KINDS = ['email', 'phone', 'external_id'] as const
type Kind = (typeof KINDS)[number]

/** One more address or id that somebody is known by. */
export const IdentityDialog = ({ contact, onClose }: { contact: Contact; onClose: () => void }) => {
  const t = usePeopleTexts()
  const shell = useTexts().shell
  const client = useQueryClient()
  const [kind, setKind] = useState<Kind>('email')
  const [value, setValue] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const add = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setError(null)
    try {
      applyContact(client, await api.post<Contact>(`/v1/contacts/${contact.id}/identities`, { kind, value }))
      onClose()
    } catch (thrown) {
      setError(thrown)
      setBusy(false)
    }
  }
  return (
    <Dialog open onClose={onClose} title={t.addIdentity} description={t.addIdentityHint}>
      <form onSubmit={add} className="flex flex-col gap-3">
        <Field label={t.kind}>
          <Select
            value={kind}
            // Its options are the kinds.
            onChange={(event) => setKind(event.target.value as Kind)}
          >
            {KINDS.map((one) => (
              <option key={one} value={one}>
                {t.identityKinds[one]}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t.value} required>
          <TextInput
            required
            dir="ltr"
            maxLength={255}
            type={kind === 'email' ? 'email' : kind === 'phone' ? 'tel' : 'text'}
            placeholder={kind === 'phone' ? '+14155550123' : undefined}
            autoComplete="off"
            value={value}
            onChange={(event) => setValue(event.target.value)}
          />
        </Field>
        {error ? <Problem error={error} /> : null}
        <Actions>
          <Button onClick={onClose}>{shell.cancel}</Button>
          <Button type="submit" look="primary" busy={busy}>
            {shell.add}
          </Button>
        </Actions>
      </form>
    </Dialog>
  )
}
