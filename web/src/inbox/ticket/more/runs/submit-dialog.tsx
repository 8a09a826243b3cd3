import { useQueryClient } from '@tanstack/react-query'
import { api } from '../../../../api/client.ts'
import type { Run, RunWithForm } from '../../../../api/types.ts'
import { Dialog } from '../../../../ui/dialog.tsx'
import { toast } from '../../../../ui/toasts.tsx'
import { runsQuery } from '../../panel/runs/query.ts'
import { usePanelTexts } from '../../panel/texts.ts'
import { RunForm } from './form.tsx'

/** Fills in what a run that was started still waits for. */
export const SubmitDialog = ({ run, onClose }: { run: RunWithForm; onClose: () => void }) => {
  const t = usePanelTexts()
  const client = useQueryClient()
  const submit = async (values: Record<string, unknown>) => {
    const done = await api.post<Run>(`/v1/intervention-runs/${run.id}/submit`, { values })
    void client.invalidateQueries(runsQuery(run.ticket.id))
    toast(t.runOutcome(run.intervention.name, t.runStates[done.state]))
    onClose()
  }
  return (
    <Dialog open onClose={onClose} title={run.intervention.name}>
      <RunForm fields={run.fields} action={t.runSubmit} onRun={submit} onClose={onClose} />
    </Dialog>
  )
}
