import { type Command, useCommands } from '../../../shell/commands.tsx'
import { useTexts } from '../../../texts/texts.tsx'
import type { SendAs } from './send-button.tsx'

/** Writing and sending by keys. Who may only write notes has the note alone, and changes nothing with it. */
export const useComposerCommands = ({
  mayReply,
  isPublic,
  focusAs,
  sendAs,
}: {
  mayReply: boolean
  isPublic: boolean
  focusAs: (isPublic: boolean) => void
  sendAs: (as: SendAs) => void
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
  ]
  useCommands([
    ...(mayReply ? replies : []),
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
