import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { api } from '../../../../api/client.ts'
import type { WholeTicket } from '../../../../api/types.ts'
import { useCommands } from '../../../../shell/commands.tsx'
import { useTexts } from '../../../../texts/texts.tsx'
import { Button } from '../../../../ui/button.tsx'
import { Field } from '../../../../ui/field.tsx'
import { TextInput } from '../../../../ui/inputs.tsx'
import { Problem } from '../../../../ui/problem.tsx'
import { toast } from '../../../../ui/toasts.tsx'
import { usePanelTexts } from '../../panel/texts.ts'
import { ticketQuery } from '../../query.ts'
import { endSplit } from './selection.ts'

const SUBJECT_MAX = 1_000
/** As many as the API takes at once. */
const MESSAGES_MAX = 100

/** In the composer's place while messages are chosen: what the new ticket is about, and that it be made. */
export const SplitBar = ({ ticket, selected }: { ticket: WholeTicket; selected: ReadonlySet<string> }) => {
  const shell = useTexts().shell
  const t = usePanelTexts()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [subject, setSubject] = useState(ticket.subject)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  useCommands([
    { id: 'split.cancel', label: shell.cancel, group: t.actions.split, keys: 'escape', keysOnly: true, run: endSplit },
  ])
  const isReady = selected.size > 0 && selected.size <= MESSAGES_MAX && subject.trim() !== ''
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!isReady) return
    setBusy(true)
    setError(null)
    try {
      const body = { messages: [...selected], subject: subject.trim() }
      const made = await api.post<WholeTicket>(`/v1/tickets/${ticket.id}/split`, body)
      const number = String(made.number)
      client.setQueryData(ticketQuery(number).queryKey, made)
      void client.invalidateQueries(ticketQuery(String(ticket.number)))
      const open = () => void navigate({ to: '/inbox/tickets/$number', params: { number }, search: true })
      toast(t.splitDone(made.number), { action: { label: t.open, run: open }, forMs: 10_000 })
      endSplit()
    } catch (thrown) {
      setError(thrown)
      setBusy(false)
    }
  }
  return (
    <form
      onSubmit={submit}
      aria-label={t.actions.split}
      className="flex shrink-0 flex-col gap-2 border-t border-line bg-surface p-3 sm:px-4"
    >
      <p className="text-sm text-ink-soft" role="status">
        {selected.size > MESSAGES_MAX
          ? t.splitTooMany(MESSAGES_MAX)
          : selected.size > 0
            ? t.splitChosen(selected.size)
            : t.splitHint}
      </p>
      {error ? <Problem error={error} /> : null}
      <div className="flex flex-wrap items-end gap-2">
        <div className="min-w-48 flex-1">
          <Field label={t.splitSubject}>
            <TextInput
              dir="auto"
              maxLength={SUBJECT_MAX}
              value={subject}
              onChange={(event) => setSubject(event.target.value)}
            />
          </Field>
        </div>
        <Button onClick={endSplit}>{shell.cancel}</Button>
        <Button type="submit" look="primary" disabled={!isReady} busy={busy}>
          {t.splitAction}
        </Button>
      </div>
    </form>
  )
}
