import { useState } from 'react'
import type { WholeTicket } from '../../../../api/types.ts'
import { Field } from '../../../../ui/field.tsx'
import { Select } from '../../../../ui/inputs.tsx'
import { usePanelTexts } from '../../panel/texts.ts'
import { PersonFinder } from './person-finder.tsx'
import { useParticipants } from './use-participants.ts'

const ROLES = ['cc', 'bcc', 'follower'] as const

/** Has somebody take part in a ticket: how, then who. */
export const ParticipantDialog = ({ ticket, onClose }: { ticket: WholeTicket; onClose: () => void }) => {
  const t = usePanelTexts()
  const { add } = useParticipants(ticket)
  const [role, setRole] = useState<(typeof ROLES)[number]>('cc')
  const there = new Set([ticket.requester.id, ...ticket.participants.map(({ contact_id }) => contact_id)])
  return (
    <PersonFinder
      title={t.actions.participant}
      hint={t.participantHint}
      leftOut={({ id, email }) => there.has(id) || email === null}
      onClose={onClose}
      onPick={(found) => {
        onClose()
        void add(found, role)
      }}
    >
      <div className="px-4 pt-2 pb-1">
        <Field label={t.participantRole}>
          <Select value={role} onChange={(event) => setRole(ROLES.find((one) => one === event.target.value) ?? 'cc')}>
            {ROLES.map((one) => (
              <option key={one} value={one}>
                {t.rolesLong[one]}
              </option>
            ))}
          </Select>
        </Field>
      </div>
    </PersonFinder>
  )
}
