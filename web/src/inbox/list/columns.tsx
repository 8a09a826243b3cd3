import type { ReactNode } from 'react'
import type { View } from '../../api/types.ts'
import type { Texts } from '../../texts/texts.tsx'
import { Avatar } from '../../ui/avatar.tsx'
import { Badge } from '../../ui/badge.tsx'
import { classes } from '../../ui/classes.ts'
import { Ago } from '../../ui/time.tsx'
import { channelName } from '../channels.ts'
import { PriorityMark, StatusMark } from '../marks.tsx'
import type { RowTicket } from './rows.ts'

export type Column = View['columns'][number]

type Shown = {
  /** Of a grid's columns. */
  width: string
  cell: (ticket: RowTicket, t: Texts) => ReactNode
}

/** Where the first, the second and the third tag are seen, and where what says how many more there are than so many. */
const TAG_SEEN = ['', 'hidden @min-[9rem]:inline-flex', 'hidden @min-[15rem]:inline-flex']
const REST_SEEN = ['@min-[9rem]:hidden', 'hidden @min-[9rem]:inline @min-[15rem]:hidden', 'hidden @min-[15rem]:inline']

/** The first tags, as many as there is room for, and how many there are besides. */
export const Tags = ({ tags }: { tags: string[] }) => (
  <span className="@container flex min-w-0 flex-1 items-center gap-1 overflow-hidden" title={tags.join(', ')}>
    {tags.slice(0, TAG_SEEN.length).map((tag, n) => (
      <span key={tag} className={classes('min-w-0', TAG_SEEN[n])}>
        <Badge>
          <span dir="auto" className="max-w-24 truncate">
            {tag}
          </span>
        </Badge>
      </span>
    ))}
    {REST_SEEN.map((seen, n) =>
      tags.length > n + 1 ? (
        <span key={seen} dir="ltr" className={classes('shrink-0 text-ink-faint text-xs', seen)}>
          +{tags.length - n - 1}
        </span>
      ) : null,
    )}
  </span>
)

const plain = (text: string | undefined): ReactNode => (
  <span dir="auto" className="truncate" title={text}>
    {text}
  </span>
)
const time = (at: string | undefined): ReactNode => (at ? <Ago at={at} /> : null)
export const nameOf = ({ requester }: RowTicket): string =>
  requester.name || requester.email || requester.external_id || '?'

/** What a table can show of each ticket; the subject is always there, being the way to it. */
export const COLUMNS: Record<Exclude<Column, 'subject'>, Shown> = {
  number: { width: '3.5rem', cell: ({ number }) => <span className="text-ink-faint tabular-nums">#{number}</span> },
  status: { width: '5.75rem', cell: ({ status }) => <StatusMark status={status} word /> },
  priority: { width: '5rem', cell: ({ priority }) => <PriorityMark priority={priority} word /> },
  department: { width: 'minmax(5rem, 1fr)', cell: ({ department }) => plain(department?.name) },
  type: { width: 'minmax(5rem, 1fr)', cell: ({ type }) => plain(type?.name) },
  requester: { width: 'minmax(6rem, 1fr)', cell: (ticket) => plain(nameOf(ticket)) },
  assignee: {
    width: 'minmax(6rem, 1fr)',
    cell: ({ assignee }, t) =>
      assignee ? (
        <span className="flex min-w-0 items-center gap-1.5">
          <Avatar name={assignee.name} small />
          {plain(assignee.name)}
        </span>
      ) : (
        <span className="text-ink-faint">{t.inbox.nobody}</span>
      ),
  },
  tags: { width: 'minmax(5.5rem, 1.1fr)', cell: ({ tags }) => <Tags tags={tags ?? []} /> },
  channel: { width: '5.5rem', cell: ({ channel }, t) => plain(channelName(t, channel)) },
  message_count: {
    width: '5.5rem',
    cell: ({ message_count }) => <span className="tabular-nums">{message_count}</span>,
  },
  last_message_at: { width: '5.5rem', cell: ({ last_message_at }) => time(last_message_at) },
  created_at: { width: '5.5rem', cell: ({ created_at }) => time(created_at) },
  updated_at: { width: '5.5rem', cell: ({ updated_at }) => time(updated_at) },
}

export const ALL_COLUMNS: Column[] = ['subject', ...(Object.keys(COLUMNS) as Column[])] // its keys are columns
const DEFAULT: Column[] = ['number', 'subject', 'requester', 'status', 'priority', 'tags', 'assignee', 'updated_at']

/** Where all have one status: subjects have its room. */
const DEFAULT_OF_ONE_STATUS = DEFAULT.filter((column) => column !== 'status')

/** Those of `chosen` that there are, the subject among them; the usual ones where nothing was chosen. */
export const columnsOf = (chosen: readonly string[] | undefined, isOfOneStatus = false): Column[] => {
  const known = ALL_COLUMNS.filter((column) => chosen?.includes(column))
  if (known.length === 0) return isOfOneStatus ? DEFAULT_OF_ONE_STATUS : DEFAULT
  const ordered = (chosen ?? []).filter((column): column is Column => known.includes(column as Column)) // tested right here
  return ordered.includes('subject') ? [...new Set(ordered)] : ['subject', ...new Set(ordered)]
}

/** The widths of a row: the checkbox, then the columns. */
export const gridOf = (columns: Column[]): string =>
  ['2rem', ...columns.map((column) => (column === 'subject' ? 'minmax(12rem, 4.5fr)' : COLUMNS[column].width))].join(
    ' ',
  )
