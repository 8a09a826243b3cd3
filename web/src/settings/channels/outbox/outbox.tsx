import { Link } from '@tanstack/react-router'
import { MailOpen } from 'lucide-react'
import { useState } from 'react'
import { itemsOf, usePages } from '../../../api/pages.ts'
import type { OutboxMail } from '../../../api/types.ts'
import { useTexts } from '../../../texts/texts.tsx'
import { Badge } from '../../../ui/badge.tsx'
import { Field } from '../../../ui/field.tsx'
import { Select, TextInput } from '../../../ui/inputs.tsx'
import { Paged } from '../../../ui/paged.tsx'
import { Empty } from '../../../ui/states.tsx'
import { Ago } from '../../../ui/time.tsx'
import { Screen } from '../../resource/screen.tsx'
import { Table } from '../../resource/table.tsx'
import { useSettingsTexts } from '../../texts.ts'
import { kindOf, TONES } from './mail-types.ts'

const STATES = ['pending', 'sending', 'sent', 'caught', 'failed'] as const
const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

/** Every mail of the desk, the newest first. */
const Outbox = () => {
  const shell = useTexts().shell
  const t = useSettingsTexts().outbox
  const title = useSettingsTexts().pages.outbox
  const [state, setState] = useState('')
  const [kind, setKind] = useState('')
  const [to, setTo] = useState('')
  // The API takes whole addresses: it is asked once one is typed.
  const address = ADDRESS.test(to.trim()) ? to.trim() : ''
  const query = { state, kind, to: address }
  const pages = usePages<OutboxMail>(['outbox', state, kind, address], '/v1/outbox', query, { every: 5_000 })
  const isFiltered = state !== '' || kind !== '' || address !== ''
  return (
    <Screen title={title} intro={t.intro}>
      <div className="grid gap-3 sm:grid-cols-3">
        <Field label={t.state}>
          <Select value={state} onChange={({ target }) => setState(target.value)}>
            <option value="">{shell.all}</option>
            {STATES.map((one) => (
              <option key={one} value={one}>
                {t.states[one]}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t.kind}>
          <Select value={kind} onChange={({ target }) => setKind(target.value)}>
            <option value="">{t.allKinds}</option>
            {Object.entries(t.kinds).map(([one, words]) => (
              <option key={one} value={one}>
                {words}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t.to}>
          <TextInput
            type="email"
            dir="ltr"
            placeholder={t.toHint}
            value={to}
            onChange={({ target }) => setTo(target.value)}
          />
        </Field>
      </div>
      {itemsOf(pages).some((mail) => mail.state === 'caught') ? (
        <p className="rounded-md bg-warn-soft p-2.5 text-sm text-warn">
          {t.caughtNote}{' '}
          <Link to="/settings/$page" params={{ page: 'mail' }} className="font-medium underline">
            {t.setServer}
          </Link>
        </p>
      ) : null}
      <Paged pages={pages} rows={6} empty={<Empty icon={<MailOpen />} title={isFiltered ? t.noneFound : t.none} />}>
        {(mails) => (
          <Table
            label={title}
            items={mails}
            columns={[
              {
                label: t.subject,
                cell: ({ id, subject, kind: what }) => (
                  <span className="flex flex-col items-start">
                    <Link
                      to="/settings/$page/$id"
                      params={{ page: 'outbox', id }}
                      dir="auto"
                      className="line-clamp-2 font-medium hover:text-accent hover:underline"
                    >
                      {subject}
                    </Link>
                    <span className="text-[0.8125rem] text-ink-faint">{kindOf(t, what)}</span>
                  </span>
                ),
              },
              {
                label: t.to,
                cell: ({ to: whom }) => (
                  <bdi className="block max-w-64 truncate" title={whom.address}>
                    {whom.address}
                  </bdi>
                ),
              },
              {
                label: t.state,
                cell: ({ state: became, reason }) => (
                  <span className="flex flex-col items-start gap-0.5">
                    <Badge tone={TONES[became]}>{t.states[became]}</Badge>
                    {reason && became !== 'sent' && became !== 'caught' ? (
                      <span className="text-[0.8125rem] text-ink-soft">{reason}</span>
                    ) : null}
                  </span>
                ),
              },
              { label: t.when, cell: ({ created_at }) => <Ago at={created_at} /> },
            ]}
          />
        )}
      </Paged>
    </Screen>
  )
}

export default Outbox
