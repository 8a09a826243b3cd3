import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { usePages } from '../../api/pages.ts'
import type { InboundMail } from '../../api/types.ts'
import { useTexts } from '../../texts/texts.tsx'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Select } from '../../ui/inputs.tsx'
import { Paged } from '../../ui/paged.tsx'
import { Empty } from '../../ui/states.tsx'
import { Ago } from '../../ui/time.tsx'
import { toastProblem } from '../../ui/toasts.tsx'
import { Section } from '../resource/screen.tsx'
import { Table } from '../resource/table.tsx'
import { useSettingsTexts } from '../texts.ts'

const STATES = ['stored', 'filed', 'joined', 'noted', 'quarantined'] as const
const TONES: Record<InboundMail['state'], Tone> = {
  stored: 'info',
  filed: 'ok',
  joined: 'ok',
  noted: 'plain',
  quarantined: 'warn',
}

/** The mails that came to a mailbox: what became of each and why, its bytes, and letting one in that was kept back. */
export const InboundMails = ({ mailboxId }: { mailboxId: string }) => {
  const shell = useTexts().shell
  const t = useSettingsTexts().mail
  const client = useQueryClient()
  const [state, setState] = useState('')
  const query = { mailbox_id: mailboxId, state }
  const pages = usePages<InboundMail>(['inbound-mails', mailboxId, state], '/v1/inbound-mails', query, { every: 5_000 })
  const release = (id: string) =>
    api
      .post(`/v1/inbound-mails/${id}/release`)
      .then(() => client.invalidateQueries({ queryKey: ['inbound-mails', mailboxId] }), toastProblem)
  const filter = (
    <Select aria-label={t.state} value={state} onChange={(event) => setState(event.target.value)}>
      <option value="">{shell.all}</option>
      {STATES.map((one) => (
        <option key={one} value={one}>
          {t.states[one]}
        </option>
      ))}
    </Select>
  )
  return (
    <Section title={t.mails} action={filter}>
      <Paged pages={pages} rows={4} empty={<Empty title={t.noMails} />}>
        {(mails) => (
          <Table
            label={t.mails}
            items={mails}
            columns={[
              {
                label: t.sender,
                cell: ({ envelope, message_id }) => (
                  <span className="flex flex-col items-start">
                    <bdi>{envelope.from ?? '–'}</bdi>
                    <code className="font-mono text-xs text-ink-faint [overflow-wrap:anywhere]">{message_id}</code>
                  </span>
                ),
              },
              {
                label: t.state,
                cell: ({ state: became, reason, error: failed }) => (
                  <span className="flex flex-col items-start gap-0.5">
                    <Badge tone={TONES[became]}>{t.states[became]}</Badge>
                    {reason || failed ? (
                      <span className="text-[0.8125rem] text-ink-soft">{reason ?? failed}</span>
                    ) : null}
                  </span>
                ),
              },
              {
                label: t.ticket,
                cell: ({ ticket_id }) =>
                  ticket_id ? (
                    <Link
                      to="/inbox/tickets/$number"
                      params={{ number: ticket_id }}
                      className="text-accent hover:underline"
                    >
                      {t.open}
                    </Link>
                  ) : null,
              },
              { label: t.received, cell: ({ received_at }) => <Ago at={received_at} /> },
            ]}
            actions={({ id, state: became }) => (
              <span className="inline-flex items-center gap-1">
                {became === 'quarantined' ? (
                  <Button small onClick={() => void release(id)}>
                    {t.release}
                  </Button>
                ) : null}
                <a
                  href={`/v1/inbound-mails/${id}/raw`}
                  download
                  aria-label={t.original}
                  title={t.original}
                  className="inline-flex size-8 items-center justify-center rounded-md text-ink-soft hover:bg-hover"
                >
                  <Download aria-hidden className="size-4" />
                </a>
              </span>
            )}
          />
        )}
      </Paged>
    </Section>
  )
}
