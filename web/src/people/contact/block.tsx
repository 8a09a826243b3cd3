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
import { toast, toastProblem } from '../../ui/toasts.tsx'
import { usePeopleTexts } from '../texts.ts'

const PATH = '/v1/blocklist'

/** Keeps out one of their addresses, or all of its domain. */
export const BlockDialog = ({ contact, onClose }: { contact: Contact; onClose: () => void }) => {
  const t = usePeopleTexts()
  const shell = useTexts().shell
  const client = useQueryClient()
  const addresses = contact.identities
    .filter(({ kind }) => kind === 'email' || kind === 'unverified_email')
    .map(({ value }) => value)
  const domains = [...new Set(addresses.map((address) => address.slice(address.lastIndexOf('@') + 1)))]
  const [value, setValue] = useState(addresses[0] ?? '')
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const refresh = () => client.invalidateQueries({ queryKey: ['settings', PATH] })
  const unblock = () =>
    api.delete(`${PATH}/${encodeURIComponent(value)}`).then(() => {
      toast(t.unblocked(value))
      return refresh()
    }, toastProblem)
  const block = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setError(null)
    try {
      await api.put(PATH, { value, ...(reason ? { reason } : {}) })
      void refresh()
      toast(t.blocked(value), { action: { label: shell.undo, run: () => void unblock() } })
      onClose()
    } catch (thrown) {
      setError(thrown)
      setBusy(false)
    }
  }
  return (
    <Dialog open onClose={onClose} title={t.blockTitle} description={t.blockText}>
      {addresses.length === 0 ? (
        <p className="text-sm">{t.noAddress}</p>
      ) : (
        <form onSubmit={block} className="flex flex-col gap-3">
          <Field label={t.blockWhat}>
            <Select value={value} onChange={(event) => setValue(event.target.value)}>
              {addresses.map((address) => (
                <option key={address}>{address}</option>
              ))}
              {domains.map((domain) => (
                <option key={domain} value={domain}>
                  {t.blockDomain(domain)}
                </option>
              ))}
            </Select>
          </Field>
          <Field label={t.reason}>
            <TextInput dir="auto" maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
          </Field>
          {error ? <Problem error={error} /> : null}
          <Actions>
            <Button onClick={onClose}>{shell.cancel}</Button>
            <Button type="submit" look="danger" busy={busy}>
              {t.blockAction}
            </Button>
          </Actions>
        </form>
      )}
    </Dialog>
  )
}
