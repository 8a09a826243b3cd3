import { Link } from '@tanstack/react-router'
import { FlaskConical } from 'lucide-react'
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import type { DryRun as Foreseen } from '../../../api/types.ts'
import { useLanguage } from '../../../texts/texts.tsx'
import { Button } from '../../../ui/button.tsx'
import { Field } from '../../../ui/field.tsx'
import { Select, TextInput } from '../../../ui/inputs.tsx'
import { Problem } from '../../../ui/problem.tsx'
import { Empty } from '../../../ui/states.tsx'
import { moment } from '../../../ui/time.tsx'
import type { Form } from '../../form/use-form.ts'
import { Section } from '../../resource/screen.tsx'
import { Table } from '../../resource/table.tsx'
import { useSettingsTexts } from '../../texts.ts'
import { Changes } from './changes.tsx'
import { toRuleBody } from './rule-body.ts'

const LAST = [20, 100, 500, 1_000] as const

/** What the rule, as it stands in the form, would have done to the desk's last tickets. It changes nothing. */
export const DryRun = ({ form }: { form: Form }) => {
  const t = useSettingsTexts().rules
  const language = useLanguage()
  const [last, setLast] = useState(100)
  const [ticket, setTicket] = useState('')
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState<Foreseen | null>(null)
  const [error, setError] = useState<unknown>(null)
  const run = async () => {
    setBusy(true)
    setError(null)
    // It may be tried before it has a name.
    const body = { ...toRuleBody(form.values), name: form.value('name') || t.add }
    try {
      setSaid(await api.post<Foreseen>('/v1/rules/dry-run', { ...body, last }))
    } catch (thrown) {
      setSaid(null)
      setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  const wanted = ticket.trim().replace(/^#/, '')
  const found = said?.data
    .filter((one) => wanted === '' || String(one.ticket.number) === wanted)
    .map((one) => ({ ...one, id: one.ticket.id }))
  return (
    <Section title={t.dryRun} intro={t.dryRunIntro}>
      <div className="flex flex-wrap items-end gap-2">
        <Field label={t.last}>
          <Select className="w-auto" value={last} onChange={({ target }) => setLast(Number(target.value))}>
            {LAST.map((count) => (
              <option key={count} value={count}>
                {new Intl.NumberFormat(language).format(count)}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t.onlyTicket}>
          <TextInput
            className="w-32"
            inputMode="numeric"
            placeholder="#"
            value={ticket}
            onChange={({ target }) => setTicket(target.value)}
          />
        </Field>
        <Button busy={busy} icon={<FlaskConical aria-hidden className="size-4" />} onClick={() => void run()}>
          {t.tryIt}
        </Button>
      </div>
      <div aria-live="polite" className="flex flex-col gap-3">
        {error ? <Problem error={error} /> : null}
        {said && found ? (
          <>
            <p className="text-sm text-ink-soft">{t.lookedAt(said.tickets, said.events, said.data.length)}</p>
            {found.length === 0 ? <Empty title={t.nothingToDo} /> : null}
            {found.length > 0 ? (
              <Table
                label={t.dryRun}
                items={found}
                columns={[
                  {
                    label: t.ticket,
                    cell: ({ ticket: { number, subject } }) => (
                      <Link
                        to="/inbox/tickets/$number"
                        params={{ number: String(number) }}
                        className="hover:text-accent hover:underline"
                      >
                        <span className="text-ink-faint">#{number}</span> <bdi className="line-clamp-2">{subject}</bdi>
                      </Link>
                    ),
                  },
                  {
                    label: t.when,
                    cell: ({ event, times }) => (
                      <span className="flex flex-col text-[0.8125rem]">
                        {event ? <span>{moment(event.created_at, language)}</span> : <span>{t.byTime}</span>}
                        {times > 1 ? <span className="text-ink-faint">{t.times(times)}</span> : null}
                      </span>
                    ),
                  },
                  {
                    label: t.wouldDo,
                    cell: ({ changes, would, error: failed }) => (
                      <Changes changes={changes} did={would} error={failed} />
                    ),
                  },
                ]}
              />
            ) : null}
          </>
        ) : null}
      </div>
    </Section>
  )
}
