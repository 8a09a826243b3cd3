import { Link } from '@tanstack/react-router'
import type { MailboxAnswer } from '../channels/mailbox-types.ts'
import { Health } from '../channels/mailboxes.tsx'
import { Section } from '../resource/screen.tsx'
import { Table } from '../resource/table.tsx'
import { useSettingsTexts } from '../texts.ts'

/** Each mailbox: whether it works, and that what is in it is stored here too. */
export const MailboxesStatus = ({ mailboxes }: { mailboxes: MailboxAnswer[] }) => {
  const t = useSettingsTexts().status
  return (
    <Section title={t.mailboxes}>
      {mailboxes.length === 0 ? (
        <p className="text-sm text-ink-soft">{t.noMailboxes}</p>
      ) : (
        <Table
          label={t.mailboxes}
          items={mailboxes}
          columns={[
            {
              label: t.mailbox,
              cell: ({ id, name }) => (
                <Link
                  to="/settings/$page/$id"
                  params={{ page: 'mailboxes', id }}
                  className="font-medium hover:text-accent hover:underline"
                >
                  {name}
                </Link>
              ),
            },
            { label: t.health, cell: (mailbox) => <Health mailbox={mailbox} /> },
            { label: t.seen, cell: ({ status }) => status?.seen ?? 0, end: true },
            { label: t.stored, cell: ({ status }) => status?.stored ?? 0, end: true },
            { label: t.waiting, cell: ({ status }) => status?.waiting ?? 0, end: true },
            { label: t.quarantined, cell: ({ status }) => status?.quarantined ?? 0, end: true },
          ]}
        />
      )}
    </Section>
  )
}
