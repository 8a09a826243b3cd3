import { useQuery } from '@tanstack/react-query'
import { UserRoundX } from 'lucide-react'
import { departmentsQuery, membersQuery, tagsQuery, ticketTypesQuery } from '../../../api/desk.ts'
import { useSession } from '../../../api/session.ts'
import type { WholeTicket } from '../../../api/types.ts'
import { useTexts } from '../../../texts/texts.tsx'
import { Avatar } from '../../../ui/avatar.tsx'
import { type Option, Picker } from '../../../ui/picker.tsx'
import { PRIORITIES, PriorityMark, STATUSES, StatusMark } from '../../marks.tsx'
import { type Asked, isPicked, type Picked } from './asked.ts'
import type { TicketActions } from './use-actions.ts'
import { WhenDialog } from './when-dialog.tsx'

type Listed = Exclude<Picked, 'snooze'>

const NOBODY = 'none'
const TAG_MAX = 50

/** The choices about a ticket, whichever is asked for, by a key or by a click. */
export const Pickers = ({
  ticket,
  asked,
  actions,
  onClose,
  onAsk,
}: {
  ticket: WholeTicket
  asked: Asked | null
  actions: TicketActions
  onClose: () => void
  onAsk: (asked: Asked) => void
}) => {
  const t = useTexts()
  const { member } = useSession()
  const { data: members = [] } = useQuery({ ...membersQuery, enabled: asked === 'assignee' })
  const { data: departments = [] } = useQuery({ ...departmentsQuery, enabled: asked === 'department' })
  const { data: tags = [] } = useQuery({ ...tagsQuery, enabled: asked === 'tags' })
  const { data: types = [] } = useQuery({ ...ticketTypesQuery, enabled: asked === 'type' })
  if (!isPicked(asked)) return null
  if (asked === 'snooze') {
    return (
      <WhenDialog
        open
        title={t.ticket.snoozeUntil}
        action={t.ticket.snooze}
        onClose={onClose}
        onChoose={actions.snooze}
      />
    )
  }
  // Oneself first: that is who is mostly meant.
  const people = members.toSorted((a, b) => Number(b.id === member.id) - Number(a.id === member.id))
  const choices: Record<Listed, { title: string; options: Option[]; pick: (id: string) => void }> = {
    assignee: {
      title: t.inbox.assignTo,
      options: [
        ...people.map(({ id, name, email }) => ({
          id,
          label: id === member.id ? t.ticket.me(name) : name,
          hint: email,
          icon: <Avatar small name={name} />,
          checked: ticket.assignee?.id === id,
        })),
        { id: NOBODY, label: t.ticket.nobody, icon: <UserRoundX aria-hidden />, checked: ticket.assignee === null },
      ],
      pick: (id) => actions.assign(members.find((one) => one.id === id) ?? null),
    },
    status: {
      title: t.ticket.status,
      options: STATUSES.map((status) => ({
        id: status,
        label: status === 'snoozed' ? `${t.ticket.snooze}…` : t.inbox.statuses[status],
        icon: <StatusMark status={status} />,
        checked: ticket.status === status,
      })),
      pick: (id) => {
        const status = STATUSES.find((one) => one === id)
        if (status === 'snoozed') onAsk('snooze')
        else if (status) actions.setStatus(status)
      },
    },
    priority: {
      title: t.ticket.priority,
      options: PRIORITIES.map((priority) => ({
        id: priority,
        label: t.inbox.priorities[priority],
        icon: <PriorityMark priority={priority} />,
        checked: ticket.priority === priority,
      })),
      pick: (id) => {
        const priority = PRIORITIES.find((one) => one === id)
        if (priority) actions.setPriority(priority)
      },
    },
    department: {
      title: t.ticket.department,
      options: departments.map(({ id, name }) => ({ id, label: name, checked: ticket.department.id === id })),
      pick: (id) => {
        const picked = departments.find((one) => one.id === id)
        if (picked) actions.setDepartment({ id, name: picked.name })
      },
    },
    type: {
      title: t.ticket.type,
      options: types.map(({ id, name }) => ({ id, label: name, checked: ticket.type.id === id })),
      pick: (id) => {
        const picked = types.find((one) => one.id === id)
        if (picked) actions.setType({ id, name: picked.name })
      },
    },
    tags: {
      title: t.ticket.tags,
      options: [...new Set([...ticket.tags, ...tags.map(({ name }) => name)])].map((name) => ({
        id: name,
        label: name,
        checked: ticket.tags.includes(name),
      })),
      pick: actions.toggleTag,
    },
  }
  const { title, options, pick } = choices[asked]
  const forNew =
    asked === 'tags'
      ? { onNew: (tag: string) => actions.toggleTag(tag.toLowerCase().slice(0, TAG_MAX)), newLabel: t.inbox.addTag }
      : {}
  return <Picker open key={asked} title={title} options={options} onPick={pick} onClose={onClose} {...forNew} />
}
