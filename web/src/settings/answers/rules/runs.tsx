import { Link } from '@tanstack/react-router'
import { usePages } from '../../../api/pages.ts'
import type { RuleRun } from '../../../api/types.ts'
import { Badge, type Tone } from '../../../ui/badge.tsx'
import { Paged } from '../../../ui/paged.tsx'
import { Empty } from '../../../ui/states.tsx'
import { Ago } from '../../../ui/time.tsx'
import { Section } from '../../resource/screen.tsx'
import { Table } from '../../resource/table.tsx'
import { useSettingsTexts } from '../../texts.ts'
import { Changes } from './changes.tsx'

const TONES: Record<RuleRun['state'], Tone> = { done: 'ok', failed: 'danger', stopped: 'warn' }

/** What a rule did, the latest first. */
export const RuleRuns = ({ id }: { id: string }) => {
  const t = useSettingsTexts().rules
  const pages = usePages<RuleRun>(['rule-runs', id], `/v1/rules/${id}/runs`, {}, { every: 10_000 })
  return (
    <Section title={t.runs} intro={t.runsIntro}>
      <Paged pages={pages} rows={3} empty={<Empty title={t.noRuns} />}>
        {(runs) => (
          <Table
            label={t.runs}
            items={runs}
            columns={[
              {
                label: t.ticket,
                cell: ({ ticket_id }) => (
                  <Link
                    to="/inbox/tickets/$number"
                    params={{ number: ticket_id }}
                    className="hover:text-accent hover:underline"
                  >
                    {t.openTicket}
                  </Link>
                ),
              },
              { label: t.state, cell: ({ state }) => <Badge tone={TONES[state]}>{t.states[state]}</Badge> },
              {
                label: t.did,
                cell: ({ changes, did, error: failed }) => <Changes changes={changes} did={did} error={failed} />,
              },
              { label: t.when, cell: ({ created_at }) => <Ago at={created_at} /> },
            ]}
          />
        )}
      </Paged>
    </Section>
  )
}
