import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { FileJson, RotateCw } from 'lucide-react'
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import { itemsOf, usePages } from '../../../api/pages.ts'
import type { HookDelivery } from '../../../api/types.ts'
import { useTexts } from '../../../texts/texts.tsx'
import { Badge, type Tone } from '../../../ui/badge.tsx'
import { Button, IconButton } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Select } from '../../../ui/inputs.tsx'
import { Paged } from '../../../ui/paged.tsx'
import { Empty } from '../../../ui/states.tsx'
import { Ago } from '../../../ui/time.tsx'
import { toast, toastProblem } from '../../../ui/toasts.tsx'
import { Section } from '../../resource/screen.tsx'
import { Table } from '../../resource/table.tsx'
import { useSettingsTexts } from '../../texts.ts'
import { KeptPayload } from './kept-payload.tsx'

const STATES = ['received', 'created', 'quarantined', 'ignored', 'blocked', 'refused'] as const
const TONES: Record<HookDelivery['state'], Tone> = {
  received: 'info',
  created: 'ok',
  quarantined: 'warn',
  blocked: 'plain',
  ignored: 'plain',
  refused: 'danger',
}

/** What a hook received: what became of each, its bytes, and working on it again. */
export const HookDeliveries = ({ hookId, onTry }: { hookId: string; onTry: (deliveryId: string) => void }) => {
  const shell = useTexts().shell
  const t = useSettingsTexts().hooks
  const client = useQueryClient()
  const [state, setState] = useState('')
  const [shown, setShown] = useState<string | null>(null)
  const path = `/v1/hooks/${hookId}/deliveries`
  const pages = usePages<HookDelivery>(['hook-deliveries', hookId, 'log', state], path, { state }, { every: 5_000 })
  const refresh = () => client.invalidateQueries({ queryKey: ['hook-deliveries', hookId] })
  const replay = (id: string) =>
    api.post(`${path}/${id}/replay`).then(() => {
      toast(t.replayed)
      return refresh()
    }, toastProblem)
  const replayAll = () =>
    api.post<{ count: number }>(`${path}/replay`).then(({ count }) => {
      toast(t.replayedAll(count))
      return refresh()
    }, toastProblem)
  const action = (
    <span className="flex flex-wrap items-center gap-2">
      {itemsOf(pages).some((one) => one.state === 'quarantined') ? (
        <Button small icon={<RotateCw aria-hidden className="size-4" />} onClick={() => void replayAll()}>
          {t.replayAll}
        </Button>
      ) : null}
      <Select aria-label={t.what} value={state} onChange={({ target }) => setState(target.value)}>
        <option value="">{shell.all}</option>
        {STATES.map((one) => (
          <option key={one} value={one}>
            {t.states[one]}
          </option>
        ))}
      </Select>
    </span>
  )
  return (
    <Section title={t.received} intro={t.receivedIntro} action={action}>
      <Paged pages={pages} rows={4} empty={<Empty title={state === '' ? t.nothingReceived : t.noneOfState} />}>
        {(deliveries) => (
          <Table
            label={t.received}
            items={deliveries}
            columns={[
              {
                label: t.what,
                cell: ({ state: became, ticket, detail }) => (
                  <span className="flex flex-col items-start gap-0.5">
                    <span className="inline-flex flex-wrap items-center gap-2">
                      <Badge tone={TONES[became]}>{t.states[became]}</Badge>
                      {ticket ? (
                        <Link
                          to="/inbox/tickets/$number"
                          params={{ number: String(ticket.number) }}
                          className="text-accent hover:underline"
                        >
                          {t.ticket(ticket.number)}
                        </Link>
                      ) : null}
                    </span>
                    {detail ? <bdi className="text-[0.8125rem] text-ink-soft">{detail}</bdi> : null}
                  </span>
                ),
              },
              { label: t.repeats, cell: ({ repeats }) => repeats, end: true },
              {
                label: t.size,
                cell: ({ size }) => <bdi className="whitespace-nowrap">{size.toLocaleString()} B</bdi>,
                end: true,
              },
              { label: t.when, cell: ({ received_at }) => <Ago at={received_at} /> },
            ]}
            actions={({ id, state: became }) => (
              <span className="inline-flex items-center">
                {became === 'quarantined' || became === 'ignored' ? (
                  <IconButton label={t.replay} onClick={() => void replay(id)}>
                    <RotateCw aria-hidden />
                  </IconButton>
                ) : null}
                <IconButton label={t.show} onClick={() => setShown(id)}>
                  <FileJson aria-hidden />
                </IconButton>
              </span>
            )}
          />
        )}
      </Paged>
      <Dialog open={shown !== null} onClose={() => setShown(null)} title={t.payload} side>
        {shown ? (
          <KeptPayload
            hookId={hookId}
            id={shown}
            onTry={() => {
              setShown(null)
              onTry(shown)
            }}
          />
        ) : null}
      </Dialog>
    </Section>
  )
}
