import { Link } from '@tanstack/react-router'
import { Ban, Download, Ellipsis, GitMerge, Pencil, Trash2 } from 'lucide-react'
import { useMay } from '../../api/session.ts'
import type { WholeContact } from '../../api/types.ts'
import { STATUSES, StatusMark } from '../../inbox/marks.tsx'
import { useCommands } from '../../shell/commands.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { Avatar } from '../../ui/avatar.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Menu, MenuItem, MenuLabel, MenuLine } from '../../ui/menu.tsx'
import { Ago } from '../../ui/time.tsx'
import { nameOf } from '../name.ts'
import { usePeopleTexts } from '../texts.ts'
import type { OpenDialog } from './dialogs.tsx'

/** Who it is, where they work, since when they are known, and what can be done about them. */
export const ContactHeader = ({ contact, onOpen }: { contact: WholeContact; onOpen: (dialog: OpenDialog) => void }) => {
  const t = usePeopleTexts()
  const shell = useTexts().shell
  const mayWrite = useMay('contacts:write') && contact.merged_into === null
  const isAdmin = useMay('admin')
  const name = nameOf(contact)
  useCommands(
    mayWrite
      ? [
          { id: 'contact.edit', label: t.editContact, group: shell.contacts, keys: 'e', run: () => onOpen('edit') },
          { id: 'contact.merge', label: t.merge, group: shell.contacts, keys: 'm', run: () => onOpen('merge') },
        ]
      : [],
  )
  return (
    <header className="flex flex-wrap items-start gap-4">
      <Avatar name={name || '?'} />
      <div className="min-w-0 flex-1 basis-56">
        <h1 className="text-lg font-semibold [overflow-wrap:anywhere]">
          <bdi>{name || t.nameless}</bdi>
        </h1>
        <p className="flex flex-wrap items-center gap-x-3 gap-y-0.5 text-sm text-ink-soft">
          {contact.email && contact.email !== name ? (
            <bdi className="[overflow-wrap:anywhere]">{contact.email}</bdi>
          ) : null}
          {contact.company ? (
            <Link to="/companies/$id" params={{ id: contact.company.id }} className="text-accent hover:underline">
              <bdi>{contact.company.name}</bdi>
            </Link>
          ) : null}
          {contact.culture ? <bdi>{contact.culture}</bdi> : null}
          <span>
            {t.since} <Ago at={contact.created_at} long />
          </span>
          <span>
            {t.lastSeen} {contact.last_seen_at ? <Ago at={contact.last_seen_at} long /> : t.never}
          </span>
        </p>
        <ul aria-label={t.tickets} className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-soft">
          {STATUSES.filter((status) => contact.tickets[status] > 0).map((status) => (
            <li key={status} className="inline-flex items-center gap-1.5">
              <StatusMark status={status} word />
              <span className="font-medium text-ink tabular-nums">{contact.tickets[status]}</span>
            </li>
          ))}
        </ul>
      </div>
      <div className="flex items-center gap-2">
        {mayWrite ? (
          <>
            <Button icon={<Pencil aria-hidden className="size-4" />} onClick={() => onOpen('edit')}>
              {shell.edit}
            </Button>
            <Button icon={<GitMerge aria-hidden className="size-4" />} onClick={() => onOpen('merge')}>
              {t.merge}
            </Button>
          </>
        ) : null}
        {isAdmin ? (
          <Menu
            align="end"
            command={{ id: 'contact.more', label: shell.more, group: shell.contacts, keys: '.', keysOnly: true }}
            trigger={
              <IconButton label={shell.more} keys=".">
                <Ellipsis aria-hidden />
              </IconButton>
            }
          >
            <MenuItem icon={<Ban />} onSelect={() => onOpen('block')}>
              {t.block}
            </MenuItem>
            <MenuLine />
            <MenuLabel>{t.personalData}</MenuLabel>
            <MenuItem icon={<Download />} onSelect={() => onOpen('export')}>
              {t.export}
            </MenuItem>
            {contact.merged_into === null ? (
              <MenuItem icon={<Trash2 />} danger onSelect={() => onOpen('erase')}>
                {t.erase}
              </MenuItem>
            ) : null}
          </Menu>
        ) : null}
      </div>
    </header>
  )
}
