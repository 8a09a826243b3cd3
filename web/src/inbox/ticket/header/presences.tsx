import { useTexts } from '../../../texts/texts.tsx'
import { Avatar } from '../../../ui/avatar.tsx'
import { Tooltip } from '../../../ui/tooltip.tsx'
import { usePresence } from '../live/presence.ts'

const SHOWN_MAX = 4

/** Who else looks at this ticket now, and who is typing. */
export const Presences = ({ ticketId }: { ticketId: string }) => {
  const t = useTexts()
  const here = usePresence(ticketId)
  const typing = here.filter(({ state }) => state === 'typing').map(({ name }) => name)
  const words =
    typing.length > 0
      ? t.ticket.typing(typing.join(', '))
      : here.length > 0
        ? t.ticket.viewing(here.map(({ name }) => name).join(', '))
        : ''
  return (
    <div className="flex min-h-8 items-center gap-1.5">
      <span role="status" className={typing.length > 0 ? 'hidden text-xs text-accent @2xl:inline' : 'sr-only'}>
        {words}
      </span>
      {here.length > 0 ? (
        <Tooltip label={words}>
          <span className="flex -space-x-1.5 rtl:space-x-reverse">
            {here.slice(0, SHOWN_MAX).map(({ id, name, state }) => (
              <span
                key={id}
                className={`rounded-full border-2 ${state === 'typing' ? 'border-accent' : 'border-surface'}`}
              >
                <Avatar small name={name} />
              </span>
            ))}
          </span>
        </Tooltip>
      ) : null}
    </div>
  )
}
