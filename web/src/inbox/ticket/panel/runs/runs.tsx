import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Play } from 'lucide-react'
import { useState } from 'react'
import { api } from '../../../../api/client.ts'
import { useMay } from '../../../../api/session.ts'
import type { RunWithForm, WholeTicket } from '../../../../api/types.ts'
import { useTexts } from '../../../../texts/texts.tsx'
import { Badge, type Tone } from '../../../../ui/badge.tsx'
import { Button, IconButton } from '../../../../ui/button.tsx'
import { Problem } from '../../../../ui/problem.tsx'
import { Ago } from '../../../../ui/time.tsx'
import { toastProblem } from '../../../../ui/toasts.tsx'
import { SubmitDialog } from '../../more/runs/submit-dialog.tsx'
import { Facts, Lines, Nothing, Section } from '../section.tsx'
import { usePanelTexts } from '../texts.ts'
import { runsQuery } from './query.ts'

/** The interventions that ran on this ticket, each with what was answered and how it went. */
export const Runs = ({ ticket, onRun }: { ticket: WholeTicket; onRun: () => void }) => {
  const t = usePanelTexts()
  const mayWrite = useMay('tickets:write')
  const { data: runs, error, refetch } = useQuery(runsQuery(ticket.id))
  return (
    <Section
      name="runs"
      title={t.interventions}
      {...(runs ? { count: runs.length } : {})}
      action={
        mayWrite ? (
          <IconButton label={t.actions.intervention} keys="v" className="size-7" onClick={onRun}>
            <Play aria-hidden />
          </IconButton>
        ) : null
      }
    >
      {error ? <Problem error={error} onRetry={() => void refetch()} /> : null}
      {!runs && !error ? <Lines /> : null}
      {runs?.length === 0 ? <Nothing>{t.noRuns}</Nothing> : null}
      <ul className="flex flex-col gap-3">
        {runs?.map((run) => (
          <RunEntry key={run.id} run={run} mayWrite={mayWrite} />
        ))}
      </ul>
    </Section>
  )
}

const TONES: Record<RunWithForm['state'], Tone> = { pending: 'warn', submitted: 'info', confirmed: 'ok' }

const RunEntry = ({ run, mayWrite }: { run: RunWithForm; mayWrite: boolean }) => {
  const t = usePanelTexts()
  const shell = useTexts().shell
  const client = useQueryClient()
  const [filling, setFilling] = useState(false)
  const [busy, setBusy] = useState(false)
  const refresh = () => client.invalidateQueries(runsQuery(run.ticket.id))
  const retry = async () => {
    setBusy(true)
    await api.post(`/v1/intervention-runs/${run.id}/retry`).then(refresh, toastProblem)
    setBusy(false)
  }
  const { epilog } = run
  const said = (value: unknown) =>
    value === true ? shell.yes : value === false ? shell.no : value === null || value === undefined ? '' : String(value)
  return (
    <li className="flex min-w-0 flex-col gap-1.5">
      <p className="flex min-w-0 flex-wrap items-center gap-2">
        <span className="min-w-0 flex-1 truncate font-medium" title={run.intervention.name}>
          <bdi>{run.intervention.name}</bdi>
        </span>
        <Badge tone={TONES[run.state]}>{t.runStates[run.state]}</Badge>
        <span className="text-xs text-ink-faint">
          <Ago at={run.confirmed_at ?? run.submitted_at ?? run.created_at} />
        </span>
      </p>
      {run.fields.length > 0 ? <Facts rows={run.fields.map(({ label, value }) => [label, said(value)])} /> : null}
      {run.remote && Object.keys(run.remote).length > 0 ? (
        <Facts rows={Object.entries(run.remote).map(([name, value]) => [name, said(value)])} />
      ) : null}
      {epilog && run.state !== 'confirmed' ? (
        <div className="flex min-w-0 items-center gap-2 text-xs">
          <span
            className={`min-w-0 flex-1 [overflow-wrap:anywhere] ${epilog.state === 'failed' ? 'text-danger' : 'text-ink-soft'}`}
          >
            {t.epilogStates[epilog.state]}
            {epilog.reason ? ` ${epilog.reason}` : null}
          </span>
          {mayWrite && (epilog.state === 'failed' || epilog.reason) ? (
            <Button small busy={busy} onClick={() => void retry()}>
              {shell.tryAgain}
            </Button>
          ) : null}
        </div>
      ) : null}
      {mayWrite && run.state === 'pending' ? (
        <Button small className="self-start" onClick={() => setFilling(true)}>
          {t.fillIn}
        </Button>
      ) : null}
      {filling ? <SubmitDialog run={run} onClose={() => setFilling(false)} /> : null}
    </li>
  )
}
