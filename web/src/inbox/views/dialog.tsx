import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { api } from '../../api/client.ts'
import { countsQuery, viewsQuery } from '../../api/desk.ts'
import { problemOf } from '../../api/problem.ts'
import type { View } from '../../api/types.ts'
import { useTexts } from '../../texts/texts.tsx'
import { Button } from '../../ui/button.tsx'
import { Actions, Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Checkbox, Select, Switch, TextInput } from '../../ui/inputs.tsx'
import { Problem } from '../../ui/problem.tsx'
import { toast } from '../../ui/toasts.tsx'
import { ALL_COLUMNS, type Column, columnsOf } from '../list/columns.tsx'
import { LISTS } from '../list/query.ts'
import { SORTS } from '../remembered.ts'
import { FilterFields } from './filter-fields.tsx'

type Draft = Pick<View, 'name' | 'filter' | 'sort' | 'columns' | 'shared'>

/** A saved view, made or changed: which tickets, in which order, with which columns, for whom. */
export const ViewDialog = ({ view, onClose }: { view: View | undefined; onClose: () => void }) => {
  const t = useTexts()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [draft, setDraft] = useState<Draft>(
    view ?? { name: '', filter: { status: ['open'] }, sort: '-updated', columns: columnsOf(undefined), shared: false },
  )
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const set = (changed: Partial<Draft>) => setDraft((before) => ({ ...before, ...changed }))
  const toggle = (column: Column) => {
    const columns = draft.columns.includes(column)
      ? draft.columns.filter((one) => one !== column)
      : [...draft.columns, column]
    if (columns.length > 0) set({ columns })
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setError(null)
    const { name, filter, sort, columns, shared } = draft
    const body = { name, filter, sort, columns, shared }
    try {
      const saved = view ? await api.patch<View>(`/v1/views/${view.id}`, body) : await api.post<View>('/v1/views', body)
      client.setQueryData(viewsQuery.queryKey, (views) =>
        [...(views ?? []).filter(({ id }) => id !== saved.id), saved].toSorted((one, other) =>
          one.name.localeCompare(other.name),
        ),
      )
      void client.invalidateQueries({ queryKey: [...LISTS, `view-${saved.id}`] })
      void client.invalidateQueries(countsQuery)
      onClose()
      toast(t.inbox.viewSaved)
      await navigate({ to: '/inbox/$view', params: { view: `view-${saved.id}` }, search: {} })
    } catch (thrown) {
      setError(thrown)
      setBusy(false)
    }
  }
  const wrong = problemOf(error)
  return (
    <Dialog open onClose={onClose} title={view ? t.inbox.editView : t.inbox.newView} wide>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t.inbox.viewName} required>
          <TextInput
            required
            maxLength={200}
            value={draft.name}
            onChange={(event) => set({ name: event.target.value })}
          />
        </Field>
        <FilterFields filter={draft.filter} onChange={(filter) => set({ filter })}>
          <Field label={t.inbox.sort}>
            <Select
              value={draft.sort}
              onChange={(event) => set({ sort: SORTS.find((sort) => sort === event.target.value) ?? draft.sort })}
            >
              {SORTS.map((sort) => (
                <option key={sort} value={sort}>
                  {t.inbox.sorts[sort]}
                </option>
              ))}
            </Select>
          </Field>
        </FilterFields>
        <fieldset className="flex flex-wrap gap-x-4 gap-y-2">
          <legend className="mb-1 font-medium text-[0.8125rem]">{t.inbox.columns}</legend>
          {ALL_COLUMNS.map((column) => (
            <Checkbox
              key={column}
              label={t.inbox.column[column]}
              checked={draft.columns.includes(column)}
              onCheckedChange={() => toggle(column)}
            />
          ))}
        </fieldset>
        <Switch label={t.inbox.shared} checked={draft.shared} onCheckedChange={(shared) => set({ shared })} />
        {error ? <Problem error={wrong} /> : null}
        <Actions>
          <Button onClick={onClose}>{t.shell.cancel}</Button>
          <Button type="submit" look="primary" busy={busy}>
            {t.shell.save}
          </Button>
        </Actions>
      </form>
    </Dialog>
  )
}
