import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import type { Contact } from '../../api/types.ts'
import { useTexts } from '../../texts/texts.tsx'
import { Button } from '../../ui/button.tsx'
import { Actions, Dialog } from '../../ui/dialog.tsx'
import { Problem } from '../../ui/problem.tsx'
import { toast } from '../../ui/toasts.tsx'
import { Finder, type Found } from '../finder.tsx'
import { applyContact } from '../live.ts'
import { nameOf } from '../name.ts'
import { usePeopleTexts } from '../texts.ts'

/** Makes a contact part of another one: who that is, and what it means. */
export const MergeDialog = ({ contact, onClose }: { contact: Contact; onClose: () => void }) => {
  const t = usePeopleTexts()
  const shell = useTexts().shell
  const client = useQueryClient()
  const navigate = useNavigate()
  const [into, setInto] = useState<Found | null>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const name = nameOf(contact) || t.nameless
  const toFound = (found: Contact): Found => ({
    id: found.id,
    label: nameOf(found) || t.nameless,
    hint: found.email ?? found.external_id ?? '',
  })
  const merge = async () => {
    if (!into) return
    setBusy(true)
    setError(null)
    try {
      const merged = await api.post<Contact>(`/v1/contacts/${contact.id}/merge`, { into: into.id })
      applyContact(client, merged)
      for (const key of [['contact'], ['contacts'], ['people', 'tickets'], ['find']]) {
        void client.invalidateQueries({ queryKey: key })
      }
      toast(t.merged(into.label))
      await navigate({ to: '/contacts/$id', params: { id: merged.id } })
    } catch (thrown) {
      setError(thrown)
      setBusy(false)
    }
  }
  return (
    <Dialog open onClose={onClose} title={t.mergeTitle(name)}>
      <Finder<Contact>
        label={t.mergeFind}
        hint={t.searchContactsHint}
        path="/v1/contacts"
        toFound={toFound}
        except={contact.id}
        chosen={into}
        onChoose={setInto}
      />
      {into ? (
        <p role="status" className="flex gap-2 rounded-md bg-warn-soft p-2.5 text-sm text-warn">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span className="min-w-0 [overflow-wrap:anywhere]">{t.mergeWarning(name, into.label)}</span>
        </p>
      ) : (
        <p className="text-sm text-ink-soft">{t.choose}</p>
      )}
      {error ? <Problem error={error} /> : null}
      <Actions>
        <Button onClick={onClose}>{shell.cancel}</Button>
        <Button look="primary" disabled={!into} busy={busy} onClick={() => void merge()}>
          {t.mergeAction}
        </Button>
      </Actions>
    </Dialog>
  )
}
