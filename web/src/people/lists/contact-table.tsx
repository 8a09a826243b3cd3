import { Link } from '@tanstack/react-router'
import type { Contact } from '../../api/types.ts'
import { Table } from '../../settings/resource/table.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { Avatar } from '../../ui/avatar.tsx'
import { classes } from '../../ui/classes.ts'
import { Ago } from '../../ui/time.tsx'
import { Line } from '../line.tsx'
import { nameOf } from '../name.ts'
import { usePeopleTexts } from '../texts.ts'

/** Contacts in rows; of one company without saying it at each. */
export const ContactTable = ({ contacts, ofCompany }: { contacts: Contact[]; ofCompany?: boolean }) => {
  const t = usePeopleTexts()
  const shell = useTexts().shell
  const company = {
    label: t.company,
    cell: ({ company: known }: Contact) =>
      known ? (
        <Link to="/companies/$id" params={{ id: known.id }} className="hover:underline">
          <Line className="max-w-44">{known.name}</Line>
        </Link>
      ) : null,
  }
  return (
    <Table
      label={shell.contacts}
      items={contacts}
      columns={[
        {
          label: shell.name,
          cell: (contact) => {
            const name = nameOf(contact)
            return (
              <Link
                to="/contacts/$id"
                params={{ id: contact.id }}
                className="inline-flex max-w-full items-center gap-2 align-middle font-medium hover:underline"
              >
                <Avatar name={name || '?'} small />
                <Line className={ofCompany ? 'max-w-56 sm:max-w-48' : 'max-w-56 sm:max-w-64'}>
                  {name || t.nameless}
                </Line>
              </Link>
            )
          },
        },
        {
          label: shell.email,
          cell: ({ email, external_id }) => (
            <Line className={classes('text-ink-soft', ofCompany ? 'max-w-72 sm:max-w-48' : 'max-w-72')}>
              {email ?? external_id}
            </Line>
          ),
        },
        ...(ofCompany ? [] : [company]),
        {
          label: t.lastSeen,
          end: true,
          cell: ({ last_seen_at, created_at }) => (
            <span className="text-ink-soft">
              <Ago at={last_seen_at ?? created_at} />
            </span>
          ),
        },
      ]}
    />
  )
}
