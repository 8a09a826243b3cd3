import { Ellipsis } from 'lucide-react'
import type { WholeTicket } from '../../../api/types.ts'
import { useCommands } from '../../../shell/commands.tsx'
import { useTexts } from '../../../texts/texts.tsx'
import { IconButton } from '../../../ui/button.tsx'
import { Menu, MenuItem, MenuLine } from '../../../ui/menu.tsx'
import type { Asked } from '../actions/asked.ts'
import { usePanelTexts } from '../panel/texts.ts'
import { EraseConfirm, SpamConfirm } from './confirms.tsx'
import { LinkDialog } from './link-dialog.tsx'
import { MergeDialog } from './merge/dialog.tsx'
import { ParticipantDialog } from './people/participant-dialog.tsx'
import { RequesterDialog } from './people/requester-dialog.tsx'
import { RunDialog } from './runs/run-dialog.tsx'
import { SurveyDialog } from './survey.tsx'
import { TranscriptDialog } from './transcript/dialog.tsx'
import { useMoreActions } from './use-more-actions.ts'
import { Watchlists } from './watchlists.tsx'

type Given = { ticket: WholeTicket; asked: Asked | null; onAsk: (asked: Asked) => void; onClose: () => void }

/** What is done with a ticket now and then: a menu, and the same by keys and in the palette. */
export const More = ({ ticket, asked, onAsk, onClose }: Given) => {
  const shell = useTexts().shell
  const { group } = useTexts().ticket
  const t = usePanelTexts()
  const actions = useMoreActions(ticket, onAsk)
  useCommands(actions.map(({ id, keys, run }) => ({ id: `ticket.${id}`, label: t.actions[id], group, keys, run })))
  return (
    <>
      <Menu
        align="end"
        command={{ id: 'ticket.more', label: shell.more, group, keys: '.', keysOnly: true }}
        trigger={
          <IconButton label={shell.more} keys=".">
            <Ellipsis aria-hidden />
          </IconButton>
        }
      >
        {actions.map(({ id, keys, icon: Icon, danger, startsGroup, run }) => (
          <div key={id} className="contents">
            {startsGroup ? <MenuLine /> : null}
            <MenuItem keys={keys} icon={<Icon aria-hidden />} {...(danger ? { danger } : {})} onSelect={run}>
              {t.actions[id]}
            </MenuItem>
          </div>
        ))}
      </Menu>
      <Dialogs ticket={ticket} asked={asked} onClose={onClose} />
    </>
  )
}

const Dialogs = ({ ticket, asked, onClose }: Omit<Given, 'onAsk'>) => {
  const given = { ticket, onClose }
  switch (asked) {
    case 'merge':
      return <MergeDialog {...given} />
    case 'link':
      return <LinkDialog {...given} />
    case 'participant':
      return <ParticipantDialog {...given} />
    case 'requester':
      return <RequesterDialog {...given} />
    case 'intervention':
      return <RunDialog {...given} />
    case 'watchlists':
      return <Watchlists {...given} />
    case 'transcript':
      return <TranscriptDialog {...given} />
    case 'survey':
      return <SurveyDialog {...given} />
    case 'spamAndBlock':
      return <SpamConfirm {...given} />
    case 'erase':
      return <EraseConfirm {...given} />
    default:
      return null
  }
}
