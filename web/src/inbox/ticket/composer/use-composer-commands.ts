import { type Command, useCommands } from '../../../shell/commands.tsx'
import { useTexts } from '../../../texts/texts.tsx'
import type { SendAs, SendAt } from './send-button.tsx'

/** Writing and sending by keys. Who may only write notes has the note alone, and changes nothing with it. */
export const useComposerCommands = ({
  mayReply,
  isPublic,
  focusAs,
  sendAs,
  ask,
}: {
  mayReply: boolean
  isPublic: boolean
  focusAs: (isPublic: boolean) => void
  sendAs: (as: SendAs) => void
  /** Asks until or from when, and sends then. */
  ask: (when: SendAt) => void
}): void => {
  const t = useTexts()
  const group = t.ticket.group
  const replies: Command[] = [
    { id: 'ticket.reply', label: t.ticket.reply, group, keys: 'r', run: () => focusAs(true) },
    {
      id: 'ticket.sendAndResolve',
      label: isPublic ? t.ticket.sendAndResolve : t.ticket.addAndResolve,
      group,
      keys: 'mod+shift+enter',
      run: () => sendAs({ status: 'resolved' }),
    },
    {
      id: 'ticket.sendAndPend',
      label: isPublic ? t.ticket.sendAndPend : t.ticket.addAndPend,
      group,
      keys: 'mod+alt+enter',
      run: () => sendAs({ status: 'pending' }),
    },
    {
      id: 'ticket.sendAndSnooze',
      label: isPublic ? t.ticket.sendAndSnooze : t.ticket.addAndSnooze,
      group,
      keys: 'mod+alt+shift+enter',
      run: () => ask('snooze'),
    },
  ]
  const later: Command[] = [
    {
      id: 'ticket.sendLater',
      label: t.ticket.sendLater,
      group,
      keys: 'alt+enter',
      whileTyping: true,
      run: () => ask('later'),
    },
  ]
  useCommands([
    ...(mayReply ? replies : []),
    ...(mayReply && isPublic ? later : []),
    { id: 'ticket.note', label: t.ticket.note, group, keys: 'n', run: () => focusAs(false) },
    {
      id: 'ticket.send',
      label: isPublic ? t.ticket.send : t.ticket.addNote,
      group,
      keys: 'mod+enter',
      run: () => sendAs({}),
    },
  ])
}
