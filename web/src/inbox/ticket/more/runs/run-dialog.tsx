import { useQuery, useQueryClient } from '@tanstack/react-query'
import { CircleCheck } from 'lucide-react'
import { useRef, useState } from 'react'
import { api } from '../../../../api/client.ts'
import { interventionsQuery } from '../../../../api/desk.ts'
import type { Intervention, Run, WholeTicket } from '../../../../api/types.ts'
import { useTexts } from '../../../../texts/texts.tsx'
import { Button } from '../../../../ui/button.tsx'
import { Actions, Dialog } from '../../../../ui/dialog.tsx'
import { Picker } from '../../../../ui/picker.tsx'
import { Problem } from '../../../../ui/problem.tsx'
import { Empty, SkeletonRows } from '../../../../ui/states.tsx'
import { runsQuery } from '../../panel/runs/query.ts'
import { usePanelTexts } from '../../panel/texts.ts'
import { ticketQuery } from '../../query.ts'
import { RunForm } from './form.tsx'
import { WhatItSets } from './what-it-sets.tsx'

/** Runs an intervention: which one, what it asks for, what it will do, and then how it went. */
export const RunDialog = ({ ticket, onClose }: { ticket: WholeTicket; onClose: () => void }) => {
  const t = usePanelTexts()
  const { data: interventions, error, refetch } = useQuery(interventionsQuery)
  const [chosen, setChosen] = useState<Intervention | null>(null)
  const [run, setRun] = useState<Run | null>(null)
  // The list closes as one of it is picked, which it tells a moment later: what is asked stays then.
  const picked = useRef(false)
  const onLeft = () => queueMicrotask(() => (picked.current ? undefined : onClose()))
  if (chosen) {
    return (
      <Dialog open onClose={onClose} title={chosen.title}>
        {run ? (
          <Outcome run={run} onClose={onClose} />
        ) : (
          <Asked ticket={ticket} intervention={chosen} onRun={setRun} onClose={onClose} />
        )}
      </Dialog>
    )
  }
  if (interventions && interventions.length > 0) {
    return (
      <Picker
        open
        title={t.actions.intervention}
        options={interventions.map(({ id, title, name }) => ({ id, label: title, hint: name }))}
        onPick={(id) => {
          picked.current = true
          setChosen(interventions.find((one) => one.id === id) ?? null)
        }}
        onClose={onLeft}
      />
    )
  }
  return (
    <Dialog open onClose={onClose} title={t.actions.intervention}>
      {error ? (
        <Problem error={error} onRetry={() => void refetch()} />
      ) : interventions ? (
        <Empty title={t.noInterventions}>{t.noInterventionsHint}</Empty>
      ) : (
        <SkeletonRows rows={3} />
      )}
    </Dialog>
  )
}

const Asked = ({
  ticket,
  intervention,
  onRun,
  onClose,
}: {
  ticket: WholeTicket
  intervention: Intervention
  onRun: (run: Run) => void
  onClose: () => void
}) => {
  const t = usePanelTexts()
  const client = useQueryClient()
  // One name for this run however often it is tried: it happens once.
  const [uid] = useState(() => crypto.randomUUID())
  const start = async (data: Record<string, unknown>) => {
    const run = await api.post<Run>(`/v1/interventions/${intervention.id}/run`, { ticket: ticket.id, data, uid })
    void client.invalidateQueries(runsQuery(ticket.id))
    void client.invalidateQueries(ticketQuery(String(ticket.number)))
    onRun(run)
  }
  return (
    <RunForm fields={intervention.fields} action={t.run} onRun={start} onClose={onClose}>
      <WhatItSets intervention={intervention} />
    </RunForm>
  )
}

/** How it went: what it wrote, and whether another system is still to say that it is done. */
const Outcome = ({ run, onClose }: { run: Run; onClose: () => void }) => {
  const shell = useTexts().shell
  const t = usePanelTexts()
  const did = [
    run.private_message_id ? t.wroteNote : null,
    run.public_message_id ? t.wroteReply : null,
    run.final_message_id ? t.wroteFinal : null,
  ].filter((words) => words !== null)
  return (
    <>
      <div role="status" className="flex items-start gap-2 rounded-md bg-ok-soft p-3 text-sm text-ok">
        <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0" />
        <div>
          <p className="font-medium">{t.runStates[run.state]}</p>
          {did.map((words) => (
            <p key={words}>{words}</p>
          ))}
        </div>
      </div>
      <p className="text-sm text-ink-soft">{t.runKept}</p>
      <Actions>
        <Button look="primary" onClick={onClose}>
          {shell.close}
        </Button>
      </Actions>
    </>
  )
}
