import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { api } from '../../api/client.ts'
import { departmentsQuery, ticketTypesQuery } from '../../api/desk.ts'
import type { WholeTicket } from '../../api/types.ts'
import { useTexts } from '../../texts/texts.tsx'
import { Button } from '../../ui/button.tsx'
import { Actions, Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Select, TextArea, TextInput } from '../../ui/inputs.tsx'
import { Problem } from '../../ui/problem.tsx'
import { toast } from '../../ui/toasts.tsx'
import { applyTicket } from '../live/apply.ts'
import { PRIORITIES } from '../marks.tsx'
import { type Requester, RequesterField } from './requester-field.tsx'

const NOBODY: Requester = { email: '', name: '', externalId: null }
const tagsOf = (text: string): string[] => [
  ...new Set(
    text
      .split(',')
      .map((tag) => tag.trim().toLowerCase())
      .filter((tag) => tag !== ''),
  ),
]

/** A ticket written down for somebody: by telephone, at the counter. */
export const NewTicketDialog = ({ onClose }: { onClose: () => void }) => {
  const t = useTexts()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { data: departments = [] } = useQuery(departmentsQuery)
  const { data: types = [] } = useQuery(ticketTypesQuery)
  const [requester, setRequester] = useState(NOBODY)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  // One key for one intent: pressed again after a lost answer, it makes no second ticket.
  const [idempotencyKey, setKey] = useState(() => crypto.randomUUID())

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const said = (name: string) => String(form.get(name) ?? '').trim()
    const optional = Object.fromEntries(
      ['department', 'type'].flatMap((name) => (said(name) === '' ? [] : [[name, said(name)]])),
    )
    setBusy(true)
    setError(null)
    try {
      const made = await api.post<WholeTicket | { accepted: true }>(
        '/v1/tickets',
        {
          requester: {
            ...(requester.externalId === null ? {} : { external_id: requester.externalId }),
            ...(requester.email === '' ? {} : { email: requester.email }),
            ...(requester.name === '' ? {} : { name: requester.name }),
          },
          subject: said('subject'),
          ...(said('body') === '' ? {} : { body: said('body') }),
          priority: said('priority'),
          ...optional,
          ...(tagsOf(said('tags')).length === 0 ? {} : { tags: tagsOf(said('tags')) }),
          source: 'inbox',
        },
        { idempotencyKey },
      )
      onClose()
      if ('accepted' in made) {
        toast(t.inbox.createdBlocked)
        return
      }
      applyTicket(client, { ticket: made })
      const open = () => void navigate({ to: '/inbox/tickets/$number', params: { number: String(made.number) } })
      toast(t.inbox.created(made.number), { action: { label: t.inbox.openIt, run: open } })
    } catch (thrown) {
      setError(thrown)
      setKey(crypto.randomUUID())
      setBusy(false)
    }
  }

  return (
    <Dialog open onClose={onClose} title={t.inbox.newTicket} wide>
      <form onSubmit={submit} className="flex flex-col gap-3">
        <RequesterField requester={requester} onChange={setRequester} />
        <Field label={t.inbox.subject} required>
          <TextInput name="subject" required maxLength={1000} />
        </Field>
        <Field label={t.inbox.message} hint={t.inbox.messageHint}>
          <TextArea name="body" rows={6} maxLength={50_000} />
        </Field>
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label={t.inbox.column.department}>
            <Select
              name="department"
              key={departments.length}
              defaultValue={departments.find((one) => one.is_default)?.id}
            >
              {departments.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          </Field>
          <Field label={t.inbox.column.type}>
            <Select name="type" key={types.length} defaultValue={types.find((one) => one.is_default)?.id}>
              {types.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          </Field>
          <Field label={t.inbox.column.priority}>
            <Select name="priority" defaultValue="normal">
              {PRIORITIES.map((priority) => (
                <option key={priority} value={priority}>
                  {t.inbox.priorities[priority]}
                </option>
              ))}
            </Select>
          </Field>
          <Field label={t.inbox.tag} hint={t.inbox.tagsHint}>
            <TextInput name="tags" maxLength={500} />
          </Field>
        </div>
        {error ? <Problem error={error} /> : null}
        <Actions>
          <Button onClick={onClose}>{t.shell.cancel}</Button>
          <Button type="submit" look="primary" busy={busy}>
            {t.inbox.createTicket}
          </Button>
        </Actions>
      </form>
    </Dialog>
  )
}
