import { useQueryClient } from '@tanstack/react-query'
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router'
import { ChartColumn, Inbox, type LucideIcon, Settings, Users } from 'lucide-react'
import { Suspense, useEffect, useRef, useState } from 'react'
import { useMay, useSession } from '../api/session.ts'
import { followTickets } from '../inbox/live/follow.ts'
import { useOutbox } from '../inbox/ticket/composer/use-outbox.ts'
import { followLive } from '../live/live.ts'
import { NotificationBell } from '../notifications/bell.tsx'
import { useNotifications } from '../notifications/use-notifications.ts'
import { useTexts } from '../texts/texts.tsx'
import { classes } from '../ui/classes.ts'
import { SkeletonRows } from '../ui/states.tsx'
import { runLastAction, toast } from '../ui/toasts.tsx'
import { Tooltip } from '../ui/tooltip.tsx'
import { AccountMenu } from './account-menu.tsx'
import { type Command, useCommands } from './commands.tsx'
import { ConnectionBanner } from './connection.tsx'
import { KeyList } from './key-list.tsx'
import { Palette } from './palette.tsx'

type Place = { to: '/inbox' | '/contacts' | '/reports' | '/settings'; label: string; icon: LucideIcon; keys: string }

/** What is around every page of a signed-in member: the way to each part, the palette, the keys. */
export const Shell = () => {
  const t = useTexts()
  const navigate = useNavigate()
  const { desk } = useSession()
  // Companies are a tab of the contacts' page.
  const inCompanies = useLocation({ select: ({ pathname }) => pathname.startsWith('/companies') })
  const seesReports = useMay('settings:read')
  const [open, setOpen] = useState<'palette' | 'keys' | null>(null)
  const client = useQueryClient()
  const unread = useNotifications()
  // Before the stream is opened: nothing that it tells is missed.
  const words = useRef(t.inbox)
  words.current = t.inbox
  useEffect(() => followTickets(client, () => words.current), [client])
  useEffect(followLive, [])
  useOutbox()
  useEffect(() => {
    document.title = `${unread > 0 ? `(${unread}) ` : ''}${desk.name} · Lodge`
  }, [desk.name, unread])

  const places: Place[] = [
    { to: '/inbox', label: t.shell.inbox, icon: Inbox, keys: 'g i' },
    { to: '/contacts', label: t.shell.contacts, icon: Users, keys: 'g c' },
    ...(seesReports ? [{ to: '/reports', label: t.shell.reports, icon: ChartColumn, keys: 'g r' } as const] : []),
    { to: '/settings', label: t.shell.settings, icon: Settings, keys: 'g s' },
  ]
  const commands: Command[] = [
    ...places.map(({ to, label, keys }) => ({
      id: `go${to}`,
      label: `${t.shell.goTo} ${label}`,
      group: t.shell.goTo,
      keys,
      run: () => void navigate({ to }),
    })),
    {
      id: 'palette',
      label: t.shell.palette,
      group: t.shell.general,
      keys: 'mod+k',
      keysOnly: true,
      run: () => setOpen('palette'),
    },
    {
      id: 'undo',
      label: t.shell.undoNotice,
      group: t.shell.general,
      keys: 'z',
      run: () => runLastAction() || toast(t.inbox.nothingToUndo),
    },
    { id: 'keys', label: t.shell.keyboard, group: t.shell.general, keys: '?', run: () => setOpen('keys') },
  ]
  useCommands(commands)

  return (
    <div className="flex h-full flex-col print:block print:h-auto">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:m-2 focus:rounded-md focus:bg-raised focus:px-3 focus:py-2"
      >
        {t.shell.skip}
      </a>
      <ConnectionBanner />
      <div className="flex min-h-0 flex-1 flex-col-reverse sm:flex-row print:block">
        <nav
          aria-label={t.shell.navigation}
          className="flex shrink-0 items-center justify-around gap-1 border-t border-line bg-surface px-2 py-1.5 print:hidden sm:w-14 sm:flex-col sm:justify-start sm:border-t-0 sm:border-e sm:px-0 sm:py-3"
        >
          <img src="/lodge.svg" alt="Lodge" className="mb-2 hidden size-7 sm:block" />
          {places.map(({ to, label, icon: Icon }) => (
            <Tooltip key={to} label={label}>
              <Link
                to={to}
                aria-label={label}
                {...(to === '/contacts' && inCompanies ? { 'aria-current': 'page' as const } : {})}
                className={classes(
                  'inline-flex size-10 items-center justify-center rounded-lg text-ink-soft hover:bg-hover hover:text-ink',
                  'aria-[current=page]:bg-selected aria-[current=page]:text-accent',
                )}
              >
                <Icon aria-hidden className="size-5" />
              </Link>
            </Tooltip>
          ))}
          <span className="sm:mt-auto">
            <NotificationBell />
          </span>
          <span>
            <AccountMenu onKeys={() => setOpen('keys')} />
          </span>
        </nav>
        <div id="content" className="min-h-0 min-w-0 flex-1">
          <Suspense fallback={<SkeletonRows inset />}>
            <Outlet />
          </Suspense>
        </div>
      </div>
      <Palette open={open === 'palette'} onClose={() => setOpen(null)} />
      <KeyList open={open === 'keys'} onClose={() => setOpen(null)} />
    </div>
  )
}
