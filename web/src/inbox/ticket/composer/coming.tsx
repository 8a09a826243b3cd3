import { holdKeys, useCommands } from '../../../shell/commands.tsx'
import { useTexts } from '../../../texts/texts.tsx'

/** What was asked of the composer before it was there. */
let asked: 'reply' | 'note' | null = null

/** What somebody wanted to write meanwhile; asked once. */
export const takeAsked = (): 'reply' | 'note' | null => {
  const taken = asked
  asked = null
  return taken
}

/**
 * The composer's place while it loads. Its keys work already: it opens as was asked, and until it does, what is typed is
 * for it and is no command.
 */
export const ComposerPlace = () => {
  const t = useTexts().ticket
  const ask = (what: 'reply' | 'note') => () => {
    asked = what
    holdKeys()
  }
  useCommands([
    { id: 'ticket.reply', label: t.reply, group: t.group, keys: 'r', run: ask('reply') },
    { id: 'ticket.note', label: t.note, group: t.group, keys: 'n', run: ask('note') },
  ])
  return <div aria-hidden className="h-43 shrink-0 border-t border-line bg-surface" />
}
