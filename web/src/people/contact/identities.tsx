import { useQueryClient } from '@tanstack/react-query'
import { AtSign, Fingerprint, type LucideIcon, MailQuestionMark, MessagesSquare, Phone, Plus, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { api } from '../../api/client.ts'
import { useMay } from '../../api/session.ts'
import type { Contact, Identity } from '../../api/types.ts'
import { Section } from '../../settings/resource/screen.tsx'
import { useCommands } from '../../shell/commands.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { toast, toastProblem } from '../../ui/toasts.tsx'
import { applyContact } from '../live.ts'
import { usePeopleTexts } from '../texts.ts'

const ICONS: Record<Identity['kind'], LucideIcon> = {
  external_id: Fingerprint,
  email: AtSign,
  phone: Phone,
  channel: MessagesSquare,
  unverified_email: MailQuestionMark,
}

/** An address that is too long for its line is broken before its domain. */
const breakable = (value: string): ReactNode => {
  const at = value.lastIndexOf('@')
  return at < 1 ? (
    value
  ) : (
    <>
      {value.slice(0, at)}
      <wbr />
      {value.slice(at)}
    </>
  )
}

/** By what somebody is known: what comes in under one of these is theirs. */
export const Identities = ({ contact, onAdd }: { contact: Contact; onAdd: () => void }) => {
  const t = usePeopleTexts()
  const shell = useTexts().shell
  const client = useQueryClient()
  const mayWrite = useMay('contacts:write') && contact.merged_into === null
  useCommands(
    mayWrite ? [{ id: 'contact.identity', label: t.addIdentity, group: shell.contacts, keys: 'i', run: onAdd }] : [],
  )
  const path = `/v1/contacts/${contact.id}/identities`
  const remove = async ({ kind, value }: Identity) => {
    const undo = () =>
      void api.post<Contact>(path, { kind, value }).then((back) => applyContact(client, back), toastProblem)
    try {
      applyContact(client, await api.delete<Contact>(`${path}/${kind}/${encodeURIComponent(value)}`))
      // Nobody can be given an unverified address by hand.
      const isUndoable = kind !== 'unverified_email'
      toast(t.identityRemoved(value), isUndoable ? { action: { label: shell.undo, run: undo } } : {})
    } catch (error) {
      toastProblem(error)
    }
  }
  const add = mayWrite ? (
    <Button small look="quiet" icon={<Plus aria-hidden className="size-4" />} onClick={onAdd}>
      {shell.add}
    </Button>
  ) : null
  return (
    <Section title={t.identities} action={add}>
      <ul className="-my-1 flex flex-col">
        {contact.identities.map((identity) => {
          const Icon = ICONS[identity.kind]
          return (
            <li key={`${identity.kind} ${identity.value}`} className="flex min-h-9 items-center gap-2 text-sm">
              <Icon aria-hidden className="size-4 shrink-0 text-ink-faint" />
              <span className="sr-only">{t.identityKinds[identity.kind]}</span>
              <span className="min-w-0 flex-1 [overflow-wrap:anywhere]" title={t.identityKinds[identity.kind]}>
                <bdi>{breakable(identity.value)}</bdi>
                {identity.kind === 'unverified_email' ? (
                  <span className="block text-xs text-warn">{t.identityKinds.unverified_email}</span>
                ) : null}
              </span>
              {mayWrite && contact.identities.length > 1 ? (
                <IconButton label={t.removeIdentity(identity.value)} onClick={() => void remove(identity)}>
                  <X aria-hidden />
                </IconButton>
              ) : null}
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
