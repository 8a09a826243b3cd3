import { type Command, useCommands } from '../../shell/commands.tsx'
import { useTexts } from '../../texts/texts.tsx'

type Doing = {
  move: (by: number) => void
  open: () => void
  /** Opens the ticket after or before the open one. */
  step: (by: number) => void
  back: () => void
  select: (() => void) | undefined
  selectAll: (() => void) | undefined
  clear: (() => void) | undefined
  isOpen: boolean
}

/** The list by its keys. */
export const useListCommands = ({ move, open, step, back, select, selectAll, clear, isOpen }: Doing): void => {
  const t = useTexts()
  const group = t.inbox.list
  const commands: (Command | false | undefined)[] = [
    { id: 'list.down', label: t.inbox.moveDown, group, keys: 'j', keysOnly: true, run: () => move(1) },
    { id: 'list.up', label: t.inbox.moveUp, group, keys: 'k', keysOnly: true, run: () => move(-1) },
    { id: 'list.open', label: t.inbox.openTicket, group, keys: 'o', keysOnly: true, run: open },
    isOpen && { id: 'list.next', label: t.inbox.openNext, group, keys: 'shift+j', run: () => step(1) },
    isOpen && { id: 'list.previous', label: t.inbox.openPrevious, group, keys: 'shift+k', run: () => step(-1) },
    isOpen && { id: 'list.back', label: t.inbox.backToList, group, keys: 'u', run: back },
    select && { id: 'list.select', label: t.inbox.selectTicket, group, keys: 'x', keysOnly: true, run: select },
    selectAll && {
      id: 'list.select-all',
      label: t.inbox.selectAll,
      group,
      keys: 'mod+a',
      notWhileTyping: true,
      run: selectAll,
    },
    clear && { id: 'list.clear', label: t.inbox.clear, group, keys: 'escape', run: clear },
  ]
  useCommands(commands.filter((command) => command !== false && command !== undefined))
}
