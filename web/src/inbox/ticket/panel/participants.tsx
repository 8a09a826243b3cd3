import { Plus, X } from 'lucide-react'
import { useMay } from '../../../api/session.ts'
import type { WholeTicket } from '../../../api/types.ts'
import { Avatar } from '../../../ui/avatar.tsx'
import { IconButton } from '../../../ui/button.tsx'
import { useParticipants } from '../more/people/use-participants.ts'
import { Nothing, Section } from './section.tsx'
import { usePanelTexts } from './texts.ts'

const ROLES = ['cc', 'bcc', 'follower'] as const

/** Who takes part besides the requester, by how. */
export const Participants = ({ ticket, onAdd }: { ticket: WholeTicket; onAdd: () => void }) => {
  const t = usePanelTexts()
  const mayWrite = useMay('tickets:write') && !ticket.merged_into
  const { remove } = useParticipants(ticket)
  const { participants } = ticket
  return (
    <Section
      name="participants"
      title={t.participants}
      count={participants.length}
      action={
        mayWrite ? (
          <IconButton label={t.actions.participant} keys="shift+a" className="size-7" onClick={onAdd}>
            <Plus aria-hidden />
          </IconButton>
        ) : null
      }
    >
      {participants.length === 0 ? <Nothing>{t.noParticipants}</Nothing> : null}
      <ul className="flex flex-col gap-1">
        {ROLES.flatMap((role) => participants.filter((one) => one.role === role)).map((one) => (
          <li key={one.id} className="flex min-h-6 min-w-0 items-center gap-2">
            <Avatar small name={one.name || one.email || '?'} />
            <span className="min-w-0 flex-1 truncate" title={one.email ?? one.name}>
              <bdi>{one.name || one.email}</bdi>
              {one.name && one.email ? (
                <>
                  {' '}
                  <bdi className="text-ink-faint">{one.email}</bdi>
                </>
              ) : null}
            </span>
            <span className="shrink-0 text-xs text-ink-faint">{t.roles[one.role]}</span>
            {mayWrite ? (
              <IconButton
                label={t.removeParticipant(one.name || one.email || '')}
                className="size-6"
                onClick={() => void remove(one)}
              >
                <X aria-hidden />
              </IconButton>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  )
}
