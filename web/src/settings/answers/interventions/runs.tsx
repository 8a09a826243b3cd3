import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { RotateCw } from 'lucide-react'
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import { usePages } from '../../../api/pages.ts'
import type { InterventionRun } from '../../../api/types.ts'
import { useTexts } from '../../../texts/texts.tsx'
import { Badge, type Tone } from '../../../ui/badge.tsx'
import { IconButton } from '../../../ui/button.tsx'
import { Select } from '../../../ui/inputs.tsx'
import { Paged } from '../../../ui/paged.tsx'
import { Empty } from '../../../ui/states.tsx'
import { Ago } from '../../../ui/time.tsx'
import { toast, toastProblem } from '../../../ui/toasts.tsx'
import { Section } from '../../resource/screen.tsx'
import { Table } from '../../resource/table.tsx'
import { useSettingsTexts } from '../../texts.ts'

const STATES = ['pending', 'submitted', 'confirmed'] as const
const TONES: Record<InterventionRun['state'], Tone> = { pending: 'info', submitted: 'plain', confirmed: 'ok' }

/** Each time it was run: on which ticket, what was answered, and how telling the other system goes. */
export const InterventionRuns = ({ id }: { id: string }) => {
  const shell = useTexts().shell
  const t = useSettingsTexts().interventions
  const rules = useSettingsTexts().rules
  const webhooks = useSettingsTexts().webhooks
  const client = useQueryClient()
  const [state, setState] = useState('')
  const pages = usePages<InterventionRun>(
    ['intervention-runs', id, state],
    '/v1/intervention-runs',
    { intervention: id, state },
    { every: 10_000 },
  )
  const retry = (run: string) =>
    api.post(`/v1/intervention-runs/${run}/retry`).then(() => {
      toast(webhooks.replayed)
      return client.invalidateQueries({ queryKey: ['intervention-runs', id] })
    }, toastProblem)
  return (
    <Section
      title={t.runs}
      action={
        <Select
          aria-label={rules.state}
          className="w-auto"
          value={state}
          onChange={({ target }) => setState(target.value)}
        >
          <option value="">{shell.all}</option>
          {STATES.map((one) => (
            <option key={one} value={one}>
              {t.states[one]}
            </option>
          ))}
        </Select>
      }
    >
      <Paged pages={pages} rows={3} empty={<Empty title={t.noRuns} />}>
        {(runs) => (
          <Table
            label={t.runs}
            items={runs}
            columns={[
              {
                label: rules.ticket,
                cell: ({ ticket, uid }) => (
                  <span className="flex flex-col items-start">
                    <Link
                      to="/inbox/tickets/$number"
                      params={{ number: String(ticket.number) }}
                      className="hover:text-accent hover:underline"
                    >
                      #{ticket.number}
                    </Link>
                    {uid ? <code className="font-mono text-xs text-ink-faint">{uid}</code> : null}
                  </span>
                ),
              },
              {
                label: rules.state,
                cell: (run) => (
                  <span className="flex flex-col items-start gap-0.5">
                    <Badge tone={TONES[run.state]}>{t.states[run.state]}</Badge>
                    {run.epilog && run.epilog.state !== 'sent' ? (
                      <Badge tone={run.epilog.state === 'failed' ? 'danger' : 'info'}>
                        {`${t.epilog}: ${webhooks.states[run.epilog.state]}`}
                      </Badge>
                    ) : null}
                    {run.epilog?.reason ? (
                      <span className="text-[0.8125rem] text-danger">{run.epilog.reason}</span>
                    ) : null}
                  </span>
                ),
              },
              {
                label: rules.data,
                cell: ({ fields }) => (
                  <ul className="text-[0.8125rem]">
                    {fields
                      .filter(({ value }) => value !== null)
                      .map(({ name, label, value }) => (
                        <li key={name}>
                          <span className="text-ink-faint">{label}: </span>
                          <bdi>{typeof value === 'boolean' ? (value ? shell.yes : shell.no) : String(value)}</bdi>
                        </li>
                      ))}
                  </ul>
                ),
              },
              { label: rules.when, cell: ({ created_at }) => <Ago at={created_at} /> },
            ]}
            actions={({ id: run, epilog, ticket }) =>
              epilog?.state === 'failed' || epilog?.state === 'sent' ? (
                <IconButton label={`${t.tellAgain}: #${ticket.number}`} onClick={() => void retry(run)}>
                  <RotateCw aria-hidden />
                </IconButton>
              ) : null
            }
          />
        )}
      </Paged>
    </Section>
  )
}
