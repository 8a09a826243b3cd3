import { Link } from '@tanstack/react-router'
import { Inbox } from 'lucide-react'
import { useTexts } from '../../texts/texts.tsx'
import { Badge } from '../../ui/badge.tsx'
import { CopyText } from '../../ui/copy.tsx'
import { type Resource, ResourceScreen } from '../resource/resource.tsx'
import { useSettingsTexts } from '../texts.ts'
import { fromMailbox, NEW_MAILBOX, toMailboxBody } from './mailbox-body.ts'
import { MailboxFields } from './mailbox-fields.tsx'
import type { MailboxAnswer } from './mailbox-types.ts'

/** Where mail comes in, and how each mailbox does. */
const Mailboxes = () => {
  const shell = useTexts().shell
  const t = useSettingsTexts().mail
  const resource: Resource<MailboxAnswer> = {
    path: '/v1/mailboxes',
    title: useSettingsTexts().pages.mailboxes,
    intro: t.mailboxesIntro,
    icon: <Inbox />,
    add: t.addMailbox,
    empty: t.noMailboxes,
    nameOf: ({ name }) => name,
    refetchMs: 5_000,
    columns: [
      {
        label: shell.name,
        cell: ({ id, name, address }) => (
          <span className="flex flex-col items-start">
            <Link
              to="/settings/$page/$id"
              params={{ page: 'mailboxes', id }}
              className="font-medium hover:text-accent hover:underline"
            >
              {name}
            </Link>
            <bdi className="text-[0.8125rem] text-ink-faint">{address}</bdi>
          </span>
        ),
      },
      { label: t.way, cell: ({ kind }) => t.ways[kind] },
      { label: t.health, cell: (mailbox) => <Health mailbox={mailbox} /> },
      { label: t.stored, cell: ({ status }) => status?.stored ?? 0, end: true },
      { label: t.quarantined, cell: ({ status }) => status?.quarantined ?? 0, end: true },
    ],
    initial: NEW_MAILBOX,
    toForm: fromMailbox,
    toBody: toMailboxBody,
    deleteNote: t.deleteMailbox,
    fields: (mailbox) => <MailboxFields isNew={mailbox === null} />,
    made: ({ url, address }) => (
      <div className="flex flex-col gap-3 text-sm">
        {url ? (
          <>
            <p>{t.postHere}</p>
            <CopyText label={t.way} text={url} />
          </>
        ) : (
          <p>{t.writeTo(address)}</p>
        )}
      </div>
    ),
  }
  return <ResourceScreen resource={resource} />
}

/** Whether a mailbox works, in a word; why not, in the server's own. */
export const Health = ({ mailbox: { enabled, kind, status } }: { mailbox: MailboxAnswer }) => {
  const t = useSettingsTexts().mail
  if (!enabled) return <Badge>{t.off}</Badge>
  if (status?.failing_since) {
    return (
      <Badge tone="danger" title={status.last_error ?? ''}>
        {t.failing}
      </Badge>
    )
  }
  if (kind === 'imap' && !status?.connected_at) return <Badge tone="info">{t.connecting}</Badge>
  return <Badge tone="ok">{t.works}</Badge>
}

export default Mailboxes
