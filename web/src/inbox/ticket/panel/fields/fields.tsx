import { useQuery } from '@tanstack/react-query'
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { fieldsQuery } from '../../../../api/desk.ts'
import { useMay } from '../../../../api/session.ts'
import type { WholeTicket } from '../../../../api/types.ts'
import { useCommands } from '../../../../shell/commands.tsx'
import { useTexts } from '../../../../texts/texts.tsx'
import { Button, IconButton } from '../../../../ui/button.tsx'
import { Problem } from '../../../../ui/problem.tsx'
import { toast, toastProblem } from '../../../../ui/toasts.tsx'
import { Lines, Nothing, Section } from '../section.tsx'
import { usePanelTexts } from '../texts.ts'
import { FieldValue } from './field-value.tsx'
import { definedFor, freeOf } from './fields.ts'
import { NewField } from './new-field.tsx'
import { useSetFields } from './use-set-fields.ts'

/** A ticket's fields: those that the desk defines for it, then those that it has besides. */
export const Fields = ({ ticket }: { ticket: WholeTicket }) => {
  const shell = useTexts().shell
  const t = usePanelTexts()
  const mayWrite = useMay('tickets:write')
  const set = useSetFields(ticket)
  const [adding, setAdding] = useState(false)
  const { data: definitions, error, refetch } = useQuery(fieldsQuery)
  const defined = definedFor(definitions ?? [], ticket)
  const free = definitions ? freeOf(defined, ticket) : []
  const focusFirst = () => {
    const first = document.querySelector<HTMLElement>('[data-ticket-fields] :is(input, select, button)')
    first?.focus()
    first?.scrollIntoView({ block: 'nearest' })
  }
  const { editFields, group } = useTexts().ticket
  useCommands(mayWrite ? [{ id: 'ticket.fields', label: editFields, group, keys: 'f', run: focusFirst }] : [])
  const remove = (key: string, value: string) =>
    set({ [key]: null }).then(
      () =>
        toast(t.fieldRemoved(key), {
          action: { label: shell.undo, run: () => void set({ [key]: value }).catch(toastProblem) },
        }),
      toastProblem,
    )
  return (
    <Section name="fields" title={t.fields}>
      {error ? <Problem error={error} onRetry={() => void refetch()} /> : null}
      {!definitions && !error ? <Lines /> : null}
      <div data-ticket-fields className="flex flex-col gap-3">
        {defined.map((field) => (
          <FieldValue
            key={field.id}
            field={field}
            value={ticket.fields[field.key] ?? ''}
            disabled={!mayWrite}
            onSave={(value) => set({ [field.key]: value })}
          />
        ))}
        {free.length > 0 ? (
          <ul className="flex flex-col gap-1">
            {free.map(([key, value]) => (
              <li key={key} className="flex min-w-0 items-start gap-2">
                <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
                  <bdi className="text-ink-faint">{key}</bdi>
                  <span className="line-clamp-6" title={value}>
                    <bdi>{value}</bdi>
                  </span>
                </span>
                {mayWrite ? (
                  <IconButton className="size-6" label={t.removeField(key)} onClick={() => void remove(key, value)}>
                    <X aria-hidden />
                  </IconButton>
                ) : null}
              </li>
            ))}
          </ul>
        ) : null}
        {definitions && defined.length + free.length === 0 && !adding ? <Nothing>{t.noFields}</Nothing> : null}
        {!mayWrite ? null : adding ? (
          <NewField
            taken={Object.keys(ticket.fields)}
            onAdd={(key, value) => set({ [key]: value })}
            onClose={() => setAdding(false)}
          />
        ) : (
          <Button
            small
            look="quiet"
            className="-ms-2 self-start"
            icon={<Plus aria-hidden className="size-3.5" />}
            onClick={() => setAdding(true)}
          >
            {t.addField}
          </Button>
        )}
      </div>
    </Section>
  )
}
