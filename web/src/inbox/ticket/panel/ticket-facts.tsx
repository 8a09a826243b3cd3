import { Shapes } from 'lucide-react'
import { useMay } from '../../../api/session.ts'
import type { WholeTicket } from '../../../api/types.ts'
import { useLanguage, useTexts } from '../../../texts/texts.tsx'
import { IconButton } from '../../../ui/button.tsx'
import { CopyText } from '../../../ui/copy.tsx'
import { moment } from '../../../ui/time.tsx'
import { Facts, Nothing, Section } from './section.tsx'
import { usePanelTexts } from './texts.ts'

/** What is known of the ticket itself: where it came from and when, to be read; its type can be changed. */
export const TicketFacts = ({ ticket, onType }: { ticket: WholeTicket; onType: () => void }) => {
  const t = usePanelTexts()
  const { setType } = useTexts().ticket
  const mayWrite = useMay('tickets:write')
  const language = useLanguage()
  const when = (at: string | null) => at && moment(at, language)
  return (
    <Section
      name="facts"
      title={t.about}
      folded
      action={
        mayWrite ? (
          <IconButton label={setType} keys="shift+y" className="size-7" onClick={onType}>
            <Shapes aria-hidden />
          </IconButton>
        ) : null
      }
    >
      <Facts
        rows={[
          [t.type, ticket.type.name],
          [t.channel, ticket.channel],
          [t.source, ticket.source],
          [t.externalRef, ticket.external_ref],
          [t.culture, ticket.culture],
          [t.opened, when(ticket.opened_at)],
          [t.firstResponse, when(ticket.first_response_at)],
          [t.resolved, when(ticket.resolved_at)],
          [t.closed, when(ticket.closed_at)],
          [t.updated, when(ticket.updated_at)],
          [t.id, ticket.id],
        ]}
      />
    </Section>
  )
}

/** What programs keep with the ticket, as it is. */
export const Metadata = ({ metadata }: { metadata: WholeTicket['metadata'] }) => {
  const t = usePanelTexts()
  const names = Object.keys(metadata).length
  return (
    <Section name="metadata" title={t.metadata} count={names} folded>
      {names === 0 ? (
        <Nothing>{t.noMetadata}</Nothing>
      ) : (
        <div className="max-h-96 overflow-y-auto">
          <CopyText label={t.metadata} text={JSON.stringify(metadata, null, 2)} />
        </div>
      )}
    </Section>
  )
}
