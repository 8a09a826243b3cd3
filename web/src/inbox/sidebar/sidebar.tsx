import { useQuery } from '@tanstack/react-query'
import {
  AlarmClock,
  CircleCheck,
  CircleDot,
  CircleEllipsis,
  FolderClosed,
  Inbox,
  ListFilter,
  Lock,
  type LucideIcon,
  OctagonAlert,
  Plus,
  UserRoundX,
} from 'lucide-react'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { countsQuery, departmentsQuery, viewsQuery } from '../../api/desk.ts'
import { useMay, useSession } from '../../api/session.ts'
import type { View } from '../../api/types.ts'
import { useCommands } from '../../shell/commands.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { IconButton } from '../../ui/button.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { BUILT_INS, type BuiltIn } from '../list/list.ts'
import { SidebarItem } from './item.tsx'
import { ViewMenu } from './view-menu.tsx'

const ViewDialog = lazy(() => import('../views/dialog.tsx').then(({ ViewDialog }) => ({ default: ViewDialog })))

const ICONS: Record<BuiltIn, LucideIcon> = {
  mine: Inbox,
  unassigned: UserRoundX,
  open: CircleDot,
  pending: CircleEllipsis,
  snoozed: AlarmClock,
  resolved: CircleCheck,
  spam: OctagonAlert,
}

/** Every list there is: those that each desk has, its departments, the views that were saved. */
export const Sidebar = ({ current, onGo }: { current: string; onGo?: () => void }) => {
  const t = useTexts()
  const { departments: own } = useSession()
  const { data: counts } = useQuery(countsQuery)
  const { data: departments = [] } = useQuery(departmentsQuery)
  const { data: views, isPending, error, refetch } = useQuery(viewsQuery)
  const mayWrite = useMay('tickets:write')
  const [editing, setEditing] = useState<View | 'new' | null>(null)
  const create = () => setEditing('new')
  useCommands(
    mayWrite ? [{ id: 'views.new', label: t.inbox.newView, group: t.inbox.views, keys: 'shift+v', run: create }] : [],
  )
  const item = { current, ...(onGo ? { onGo } : {}) }
  return (
    <nav aria-label={t.inbox.views} className="flex flex-col gap-3 p-2">
      <ul className="flex flex-col">
        {BUILT_INS.map((id) => {
          const Icon = ICONS[id]
          const count = id === 'resolved' ? undefined : counts?.[id]
          return <SidebarItem key={id} {...item} id={id} label={t.inbox[id]} icon={<Icon />} count={count} />
        })}
      </ul>
      {departments.length > 1 ? (
        <Section title={t.inbox.departments}>
          {departments
            .filter(({ id }) => own === null || own.includes(id))
            .map(({ id, name }) => (
              <SidebarItem
                key={id}
                {...item}
                id={`department-${id}`}
                label={name}
                icon={<FolderClosed />}
                count={counts?.departments[id]}
              />
            ))}
        </Section>
      ) : null}
      <Section
        title={t.inbox.saved}
        action={
          mayWrite ? (
            <IconButton label={t.inbox.newView} keys="shift+v" className="size-6!" onClick={create}>
              <Plus aria-hidden />
            </IconButton>
          ) : null
        }
      >
        {isPending ? <Skeleton className="mx-2 my-1 h-5" /> : null}
        {error && !views ? <Problem error={error} onRetry={() => void refetch()} /> : null}
        {views?.map((view) => (
          <SidebarItem
            key={view.id}
            {...item}
            id={`view-${view.id}`}
            label={view.name}
            icon={view.shared ? <ListFilter /> : <Lock />}
            {...(view.shared ? {} : { hint: t.inbox.private })}
            count={counts?.views[view.id]}
          >
            {mayWrite ? <ViewMenu view={view} current={current} onEdit={() => setEditing(view)} /> : null}
          </SidebarItem>
        ))}
      </Section>
      {editing ? (
        <Suspense>
          <ViewDialog view={editing === 'new' ? undefined : editing} onClose={() => setEditing(null)} />
        </Suspense>
      ) : null}
    </nav>
  )
}

const Section = ({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) => (
  <section>
    <div className="flex h-7 items-center justify-between ps-2">
      <h2 className="font-medium text-ink-faint text-xs">{title}</h2>
      {action}
    </div>
    <ul className="flex flex-col">{children}</ul>
  </section>
)
