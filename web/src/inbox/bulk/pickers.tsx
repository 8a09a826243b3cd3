import { useQuery } from '@tanstack/react-query'
import { UserRoundX } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { departmentsQuery, membersQuery, tagsQuery } from '../../api/desk.ts'
import { useSession } from '../../api/session.ts'
import { useLanguage, useTexts } from '../../texts/texts.tsx'
import { Avatar } from '../../ui/avatar.tsx'
import { Button } from '../../ui/button.tsx'
import { TextInput } from '../../ui/inputs.tsx'
import { type Option, Picker } from '../../ui/picker.tsx'
import { moment } from '../../ui/time.tsx'
import type { RowTicket } from '../list/rows.ts'
import { PRIORITIES, PriorityMark, STATUSES, StatusMark } from '../marks.tsx'
import { snoozePresets } from '../snooze.ts'
import type { Apply } from './actions.tsx'

export type Picked = 'assignee' | 'status' | 'priority' | 'snooze' | 'department' | 'tags'

const NOBODY = 'none'

/** What is chosen from many: whose, which department, until when. */
export const Pickers = ({
  picking,
  targets,
  apply,
  onClose,
}: {
  picking: Picked | null
  targets: RowTicket[]
  apply: Apply
  onClose: () => void
}) => {
  const t = useTexts()
  const language = useLanguage()
  const { member: me } = useSession()
  const { data: members = [] } = useQuery({ ...membersQuery, enabled: picking === 'assignee' })
  const { data: departments = [] } = useQuery(departmentsQuery)
  const { data: tags = [] } = useQuery({ ...tagsQuery, enabled: picking === 'tags' })
  if (picking === null) return null

  const everywhere = (tag: string) => targets.length > 0 && targets.every((ticket) => ticket.tags?.includes(tag))
  const presets = snoozePresets(new Date())
  const choices: Record<Picked, { title: string; options: Option[]; pick: (id: string) => void }> = {
    assignee: {
      title: t.inbox.assignTo,
      options: [
        // Who asks is the likeliest, nobody the least.
        ...members
          .toSorted((one, other) => Number(other.id === me.id) - Number(one.id === me.id))
          .map(({ id, name, email }) => ({ id, label: name, hint: email, icon: <Avatar name={name} small /> })),
        { id: NOBODY, label: t.inbox.nobody, icon: <UserRoundX aria-hidden /> },
      ],
      pick: (id) => apply({ assignee: id === NOBODY ? null : id }),
    },
    status: {
      title: t.inbox.setStatus,
      // A snooze needs its day: it has a list of its own.
      options: STATUSES.filter((status) => status !== 'snoozed').map((status) => ({
        id: status,
        label: t.inbox.statuses[status],
        icon: <StatusMark status={status} />,
      })),
      pick: (id) => {
        const status = STATUSES.find((one) => one === id)
        if (status) apply({ status })
      },
    },
    priority: {
      title: t.inbox.setPriority,
      options: PRIORITIES.map((priority) => ({
        id: priority,
        label: t.inbox.priorities[priority],
        icon: <PriorityMark priority={priority} />,
      })),
      pick: (id) => {
        const priority = PRIORITIES.find((one) => one === id)
        if (priority) apply({ priority })
      },
    },
    snooze: {
      title: t.inbox.snoozeUntil,
      options: presets.map(({ preset, at }) => ({
        id: preset,
        label: t.inbox.presets[preset],
        hint: moment(at.toISOString(), language),
      })),
      pick: (id) => {
        const at = presets.find(({ preset }) => preset === id)?.at
        if (at) apply({ status: 'snoozed', snoozed_until: at.toISOString() })
      },
    },
    department: {
      title: t.inbox.moveTo,
      options: departments.map(({ id, name }) => ({ id, label: name })),
      pick: (department) => apply({ department }),
    },
    tags: {
      title: t.inbox.addTags,
      options: tags.map(({ name }) => ({ id: name, label: name, checked: everywhere(name) })),
      pick: (tag) => apply(everywhere(tag) ? { remove_tags: [tag] } : { add_tags: [tag] }),
    },
  }
  const { title, options, pick } = choices[picking]
  return (
    <Picker
      open
      onClose={onClose}
      title={title}
      options={options}
      onPick={pick}
      {...(picking === 'tags'
        ? { onNew: (tag: string) => apply({ add_tags: [tag.toLowerCase()] }), newLabel: t.inbox.addTag }
        : {})}
    >
      {picking === 'snooze' ? (
        <OtherMoment
          onChoose={(at) => {
            onClose()
            apply({ status: 'snoozed', snoozed_until: at.toISOString() })
          }}
        />
      ) : null}
    </Picker>
  )
}

/** Any other day and time. */
const OtherMoment = ({ onChoose }: { onChoose: (at: Date) => void }) => {
  const t = useTexts()
  const [typed, setTyped] = useState('')
  const at = new Date(typed)
  const isLater = at.getTime() > Date.now()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isLater) onChoose(at)
  }
  return (
    <form onSubmit={submit} className="flex items-center gap-2 border-line border-t p-2">
      <TextInput
        type="datetime-local"
        aria-label={t.inbox.snoozeAt}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Button type="submit" disabled={!isLater}>
        {t.inbox.snooze}
      </Button>
    </form>
  )
}
