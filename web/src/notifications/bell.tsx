import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { AtSign, Bell, BellRing, MessageCircle, TriangleAlert, UserRound } from 'lucide-react'
import { useState } from 'react'
import type { Notification } from '../api/types.ts'
import { type Command, useCommands } from '../shell/commands.tsx'
import { useTexts } from '../texts/texts.tsx'
import { Button } from '../ui/button.tsx'
import { classes } from '../ui/classes.ts'
import { Popover } from '../ui/menu.tsx'
import { Problem } from '../ui/problem.tsx'
import { Empty, SkeletonRows } from '../ui/states.tsx'
import { Ago } from '../ui/time.tsx'
import { permission, setNotify } from './browser.ts'
import { notificationsQuery } from './query.ts'
import { readAll, readOfTicket } from './read.ts'

const ICONS = { mention: AtSign, assignment: UserRound, reply: MessageCircle, not_sent: TriangleAlert }
const MANY = 99

/** What the member should know of: how many are unread, and the list of them. */
export const NotificationBell = () => {
  const t = useTexts()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [open, setOpen] = useState(false)
  const { data, error, isPending, refetch } = useQuery(notificationsQuery)
  const unread = data?.unread ?? 0
  const command: Command = {
    id: 'notifications',
    label: t.notifications.title,
    group: t.shell.general,
    keys: 'g n',
    run: () => setOpen(true),
  }
  useCommands([command])

  const follow = (one: Notification) => {
    setOpen(false)
    readOfTicket(client, String(one.ticket.number))
    void navigate({ to: '/inbox/tickets/$number', params: { number: String(one.ticket.number) } })
  }
  const newest = data?.data[0]
  return (
    <Popover
      align="end"
      label={t.notifications.title}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button
          type="button"
          aria-label={unread > 0 ? t.notifications.unread(unread) : t.notifications.title}
          title={t.notifications.title}
          className="relative inline-flex size-10 items-center justify-center rounded-lg text-ink-soft hover:bg-hover hover:text-ink"
        >
          <Bell aria-hidden className="size-5" />
          {unread > 0 ? (
            <span
              aria-hidden
              className="absolute end-0.5 top-0.5 min-w-4 rounded-full bg-accent px-1 text-center font-semibold text-[0.625rem] text-accent-ink leading-4 tabular-nums"
            >
              {unread > MANY ? `${MANY}+` : unread}
            </span>
          ) : null}
        </button>
      }
    >
      <div className="-m-2 flex w-80 max-w-[calc(100vw-2rem)] flex-col">
        <div className="flex items-center justify-between gap-2 ps-2 pb-1">
          <h2 className="font-semibold text-sm">{t.notifications.title}</h2>
          {unread > 0 && newest ? (
            <Button look="quiet" small onClick={() => readAll(client, newest)}>
              {t.notifications.markRead}
            </Button>
          ) : null}
        </div>
        <NotifyHint />
        {isPending ? <SkeletonRows inset rows={3} /> : null}
        {error && !data ? <Problem error={error} onRetry={() => void refetch()} /> : null}
        {data && data.data.length === 0 ? <Empty icon={<Bell />} title={t.notifications.none} /> : null}
        <ul>
          {data?.data.map((one) => (
            <li key={one.id}>
              <Item notification={one} onFollow={() => follow(one)} />
            </li>
          ))}
        </ul>
      </div>
    </Popover>
  )
}

const Item = ({ notification, onFollow }: { notification: Notification; onFollow: () => void }) => {
  const t = useTexts()
  const { kind, by, ticket, created_at, read_at } = notification
  const Icon = ICONS[kind]
  return (
    <button
      type="button"
      onClick={onFollow}
      className="flex w-full items-start gap-2.5 rounded-md p-2 text-start text-[0.8125rem] hover:bg-hover"
    >
      <Icon aria-hidden className={classes('mt-0.5 size-4 shrink-0', read_at ? 'text-ink-faint' : 'text-accent')} />
      <span className="min-w-0 flex-1">
        <span className={classes('block', read_at ? 'text-ink-soft' : 'font-semibold')}>
          {read_at ? null : <span className="sr-only">{t.inbox.unread}: </span>}
          {t.notifications.kinds[kind](by?.name ?? t.notifications.somebody)}
        </span>
        <span className="flex gap-1 text-ink-soft">
          <span dir="ltr">#{ticket.number}</span>
          <bdi className="min-w-0 flex-1 truncate ltr:text-left rtl:text-right">{ticket.subject}</bdi>
        </span>
      </span>
      <span className="text-ink-faint text-xs">
        <Ago at={created_at} />
      </span>
    </button>
  )
}

/** Offers what the browser can do, for somebody to ask for: never by itself. */
const NotifyHint = () => {
  const t = useTexts()
  const [allowed, setAllowed] = useState(permission)
  if (allowed === 'denied') return null
  const isOn = allowed === 'on'
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={() => void setNotify(!isOn).then(setAllowed)}
      className="mb-1 flex items-center gap-2 rounded-md bg-sunken px-2 py-1.5 text-start text-ink-soft text-xs hover:bg-hover"
    >
      <BellRing aria-hidden className={classes('size-4 shrink-0', isOn && 'text-accent')} />
      {isOn ? t.notifications.browserOn : t.notifications.browserOff}
    </button>
  )
}
