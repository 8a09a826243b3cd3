import { ChevronDown, Clock, Send } from 'lucide-react'
import { useTexts } from '../../../texts/texts.tsx'
import { Button } from '../../../ui/button.tsx'
import { Kbd } from '../../../ui/kbd.tsx'
import { Menu, MenuItem, MenuLine } from '../../../ui/menu.tsx'
import { WhenDialog } from '../actions/when-dialog.tsx'

export type SendAs = { status?: 'resolved' | 'pending' | 'open'; snoozedUntil?: Date; sendAt?: Date }

/** What is asked before something is sent: until when the ticket sleeps, or when it goes out. */
export type SendAt = 'snooze' | 'later'

/** Sends; or sends and does with the ticket what mostly comes next; or sends later. */
export const SendButton = ({
  isPublic,
  setsStatus,
  disabled,
  busy,
  asks,
  onAsk,
  onSend,
}: {
  isPublic: boolean
  /** Whether who writes may change the ticket, too. */
  setsStatus: boolean
  disabled: boolean
  busy: boolean
  asks: SendAt | null
  onAsk: (asks: SendAt | null) => void
  onSend: (as: SendAs) => void
}) => {
  const t = useTexts()
  return (
    <span className="ms-auto inline-flex shrink-0">
      <Button
        look="primary"
        busy={busy}
        disabled={disabled}
        onClick={() => onSend({})}
        icon={<Send aria-hidden className="size-4 rtl:-scale-x-100" />}
        className={setsStatus ? 'rounded-e-none' : ''}
      >
        {isPublic ? t.ticket.send : t.ticket.addNote}
      </Button>
      {setsStatus ? (
        <Menu
          align="end"
          trigger={
            <Button
              look="primary"
              aria-label={t.ticket.moreWaysToSend}
              disabled={disabled || busy}
              className="rounded-s-none border-s-accent-ink/30 px-1.5"
            >
              <ChevronDown aria-hidden className="size-4" />
            </Button>
          }
        >
          <MenuItem keys="mod+shift+enter" onSelect={() => onSend({ status: 'resolved' })}>
            {isPublic ? t.ticket.sendAndResolve : t.ticket.addAndResolve}
          </MenuItem>
          <MenuItem keys="mod+alt+enter" onSelect={() => onSend({ status: 'pending' })}>
            {isPublic ? t.ticket.sendAndPend : t.ticket.addAndPend}
          </MenuItem>
          <MenuItem keys="mod+alt+shift+enter" onSelect={() => onAsk('snooze')}>
            {isPublic ? t.ticket.sendAndSnooze : t.ticket.addAndSnooze}
          </MenuItem>
          {isPublic ? (
            <>
              <MenuLine />
              <MenuItem keys="alt+enter" icon={<Clock aria-hidden />} onSelect={() => onAsk('later')}>
                {t.ticket.sendLater}
              </MenuItem>
            </>
          ) : null}
        </Menu>
      ) : null}
      <WhenDialog
        open={asks !== null}
        title={asks === 'later' ? t.ticket.sendLater : t.ticket.snoozeUntil}
        action={asks === 'later' ? t.ticket.sendLater : t.ticket.snooze}
        onClose={() => onAsk(null)}
        onChoose={(at) => onSend(asks === 'later' ? { sendAt: at } : { snoozedUntil: at })}
      />
      <span className="sr-only">
        <Kbd keys="mod+enter" />
      </span>
    </span>
  )
}
