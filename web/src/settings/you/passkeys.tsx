import { useQueryClient } from '@tanstack/react-query'
import { Fingerprint, Pencil, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useTexts } from '../../texts/texts.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { Ago } from '../../ui/time.tsx'
import { Section } from '../resource/screen.tsx'
import { useSettingsTexts } from '../texts.ts'
import { PasskeyDialog } from './passkey-dialog.tsx'
import { type Passkey, passkeysQuery } from './passkeys-query.ts'

type Open = { kind: 'add' } | { kind: 'rename' | 'remove'; passkey: Passkey }

/** Fingers, faces and keys that sign somebody in. */
export const Passkeys = ({ passkeys }: { passkeys: Passkey[] }) => {
  const { shell } = useTexts()
  const t = useSettingsTexts().account
  const client = useQueryClient()
  const [open, setOpen] = useState<Open | null>(null)
  const refresh = () => client.invalidateQueries(passkeysQuery)
  const nameOf = ({ name }: Passkey) => name || t.passkey
  const add = (
    <Button small icon={<Plus aria-hidden className="size-4" />} onClick={() => setOpen({ kind: 'add' })}>
      {t.addPasskey}
    </Button>
  )
  return (
    <Section title={t.passkeys} intro={t.passkeysIntro} action={add}>
      {passkeys.length === 0 ? <p className="text-sm text-ink-faint">{t.noPasskeys}</p> : null}
      <ul className="divide-y divide-line">
        {passkeys.map((passkey) => (
          <li key={passkey.id} className="flex items-center gap-3 py-2">
            <Fingerprint aria-hidden className="size-5 shrink-0 text-ink-faint" />
            <span className="min-w-0 flex-1 text-sm">
              <span className="block truncate font-medium">{nameOf(passkey)}</span>
              <span className="text-[0.8125rem] text-ink-soft">
                <Ago long at={passkey.createdAt} />
              </span>
            </span>
            <IconButton label={`${t.rename}: ${nameOf(passkey)}`} onClick={() => setOpen({ kind: 'rename', passkey })}>
              <Pencil aria-hidden />
            </IconButton>
            <IconButton
              label={`${shell.remove}: ${nameOf(passkey)}`}
              onClick={() => setOpen({ kind: 'remove', passkey })}
            >
              <Trash2 aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
      {open?.kind === 'add' ? <PasskeyDialog passkey={null} onClose={() => setOpen(null)} onDone={refresh} /> : null}
      {open?.kind === 'rename' ? (
        <PasskeyDialog passkey={open.passkey} onClose={() => setOpen(null)} onDone={refresh} />
      ) : null}
      {open?.kind === 'remove' ? (
        <Confirm
          open
          danger
          title={`${shell.remove}: ${nameOf(open.passkey)}`}
          action={shell.remove}
          onClose={() => setOpen(null)}
          onConfirm={async () => {
            await api.post('/auth/passkey/delete-passkey', { id: open.passkey.id })
            await refresh()
          }}
        >
          {t.removePasskey}
        </Confirm>
      ) : null}
    </Section>
  )
}
