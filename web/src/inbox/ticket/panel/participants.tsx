import type { WholeTicket } from '../../../api/types.ts'
import { Avatar } from '../../../ui/avatar.tsx'
import { Nothing, Section } from './section.tsx'
import { usePanelTexts } from './texts.ts'

const ROLES = ['cc', 'bcc', 'follower'] as const

/** Who takes part besides the requester, by how. Others join by the Cc of an answer. */
export const Participants = ({ participants }: { participants: WholeTicket['participants'] }) => {
  const t = usePanelTexts()
  return (
    <Section name="participants" title={t.participants} count={participants.length}>
      {participants.length === 0 ? <Nothing>{t.noParticipants}</Nothing> : null}
      <ul className="flex flex-col gap-1.5">
        {ROLES.flatMap((role) => participants.filter((one) => one.role === role)).map(({ id, role, name, email }) => (
          <li key={id} className="flex min-w-0 items-center gap-2">
            <Avatar small name={name || email || '?'} />
            <span className="min-w-0 flex-1 truncate" title={email ?? name}>
              <bdi>{name || email}</bdi>
              {name && email ? <bdi className="text-ink-faint"> {email}</bdi> : null}
            </span>
            <span className="shrink-0 text-xs text-ink-faint">{t.roles[role]}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
