import { useCallback, useState } from 'react'
import { useCommands } from '../../shell/commands.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { useMedia } from '../../ui/media.ts'

const REMEMBERED = 'lodge.details'

/**
 * Whether a ticket's details are shown: beside the conversation where there is room for both, until somebody closes them
 * there; else over it, when somebody asks.
 */
export const useDetails = (): { isBeside: boolean; open: boolean; toggle: () => void } => {
  const t = useTexts()
  const isBeside = useMedia('(min-width: 1280px)')
  const [beside, setBeside] = useState(() => localStorage.getItem(REMEMBERED) !== 'no')
  const [over, setOver] = useState(false)
  const toggle = useCallback(() => {
    if (!isBeside) return setOver((now) => !now)
    localStorage.setItem(REMEMBERED, beside ? 'no' : 'yes')
    setBeside(!beside)
  }, [isBeside, beside])
  useCommands([{ id: 'ticket.details', label: t.ticket.showDetails, group: t.ticket.group, keys: 'p', run: toggle }])
  return { isBeside, open: isBeside ? beside : over, toggle }
}
