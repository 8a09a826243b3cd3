import { useNavigate } from '@tanstack/react-router'
import { useMay } from '../api/session.ts'
import { type Command, useCommands } from '../shell/commands.tsx'
import { useTexts } from '../texts/texts.tsx'
import { BUILT_INS, type BuiltIn } from './list/list.ts'
import { focusSearch } from './search/focus.ts'

const KEYS: Record<BuiltIn, string> = {
  mine: 'g m',
  unassigned: 'g u',
  open: 'g o',
  pending: 'g p',
  snoozed: 'g z',
  resolved: 'g d',
  spam: 'g x',
}

/** What can be done everywhere in the inbox. */
export const useInboxCommands = ({ create }: { create: () => void }): void => {
  const t = useTexts()
  const navigate = useNavigate()
  const mayCreate = useMay('tickets:create')
  const commands: Command[] = BUILT_INS.map((view) => ({
    id: `go.${view}`,
    label: `${t.shell.goTo} ${t.inbox[view]}`,
    group: t.inbox.views,
    keys: KEYS[view],
    run: () => void navigate({ to: '/inbox/$view', params: { view }, search: {} }),
  }))
  const group = t.shell.inbox
  commands.push({
    id: 'inbox.search',
    label: t.inbox.searchTickets,
    group,
    keys: '/',
    run: () => {
      // Where a ticket is open in the list's place, there is no box to type in: the search has one.
      if (!focusSearch()) void navigate({ to: '/inbox/$view', params: { view: 'search' }, search: {} })
    },
  })
  if (mayCreate) commands.push({ id: 'inbox.new', label: t.inbox.newTicket, group, keys: 'c', run: create })
  useCommands(commands)
}
