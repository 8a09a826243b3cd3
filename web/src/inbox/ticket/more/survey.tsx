import { useQuery } from '@tanstack/react-query'
import { api } from '../../../api/client.ts'
import type { WholeTicket } from '../../../api/types.ts'
import { CopyText } from '../../../ui/copy.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Problem } from '../../../ui/problem.tsx'
import { Skeleton } from '../../../ui/states.tsx'
import { usePanelTexts } from '../panel/texts.ts'

/** The link by which the customer rates the ticket, to be given to them in any way. */
export const SurveyDialog = ({ ticket, onClose }: { ticket: WholeTicket; onClose: () => void }) => {
  const t = usePanelTexts()
  const { data, error, refetch } = useQuery({
    queryKey: ['survey-link', ticket.id],
    queryFn: () => api.get<{ url: string; text: string }>(`/v1/tickets/${ticket.id}/survey-link`),
  })
  return (
    <Dialog open onClose={onClose} title={t.actions.survey} description={t.surveyHint}>
      {error ? <Problem error={error} onRetry={() => void refetch()} /> : null}
      {data ? (
        <>
          <p dir="auto" className="text-sm [overflow-wrap:anywhere]">
            {data.text}
          </p>
          <CopyText label={t.actions.survey} text={data.url} />
        </>
      ) : error ? null : (
        <Skeleton className="h-10 w-full" />
      )}
    </Dialog>
  )
}
