import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { departmentsQuery, membersQuery, tagsQuery, ticketTypesQuery } from '../../api/desk.ts'
import { useTexts } from '../../texts/texts.tsx'
import { Field } from '../../ui/field.tsx'
import { Checkbox, Select, TextInput } from '../../ui/inputs.tsx'
import type { ListFilter } from '../list/list.ts'
import { PRIORITIES, STATUSES } from '../marks.tsx'

/** A filter with one word changed; an empty one is no word of it. */
const withWord = <Key extends keyof ListFilter>(
  filter: ListFilter,
  key: Key,
  value: ListFilter[Key] | '',
): ListFilter => {
  const { [key]: _before, ...rest } = filter
  const isEmpty = value === undefined || value.length === 0
  return isEmpty ? rest : { ...rest, [key]: value }
}

const toggled = <Word extends string>(words: Word[] | undefined, word: Word): Word[] =>
  words?.includes(word) ? words.filter((one) => one !== word) : [...(words ?? []), word]

/** A moment as a day of the reader's, and back: its first moment there. */
const toDay = (moment: string | undefined): string => {
  if (!moment) return ''
  const date = new Date(moment)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
const fromDay = (day: string): string => (day === '' ? '' : new Date(`${day}T00:00:00`).toISOString())

/** Which tickets, in the API's own words. */
export const FilterFields = ({
  filter,
  onChange,
  children,
}: {
  filter: ListFilter
  onChange: (filter: ListFilter) => void
  /** A field beside the last of them. */
  children: ReactNode
}) => {
  const t = useTexts()
  const { data: departments = [] } = useQuery(departmentsQuery)
  const { data: types = [] } = useQuery(ticketTypesQuery)
  const { data: members = [] } = useQuery(membersQuery)
  const { data: tags = [] } = useQuery(tagsQuery)
  const set = <Key extends keyof ListFilter>(key: Key, value: ListFilter[Key] | '') =>
    onChange(withWord(filter, key, value))
  return (
    <>
      <fieldset className="flex flex-wrap gap-x-4 gap-y-2">
        <legend className="mb-1 font-medium text-[0.8125rem]">
          {t.inbox.column.status} <span className="font-normal text-ink-faint">({t.inbox.anyStatus})</span>
        </legend>
        {STATUSES.map((status) => (
          <Checkbox
            key={status}
            label={t.inbox.statuses[status]}
            checked={filter.status?.includes(status) ?? false}
            onCheckedChange={() => set('status', toggled(filter.status, status))}
          />
        ))}
      </fieldset>
      <fieldset className="flex flex-wrap gap-x-4 gap-y-2">
        <legend className="mb-1 font-medium text-[0.8125rem]">{t.inbox.column.priority}</legend>
        {PRIORITIES.map((priority) => (
          <Checkbox
            key={priority}
            label={t.inbox.priorities[priority]}
            checked={filter.priority?.includes(priority) ?? false}
            onCheckedChange={() => set('priority', toggled(filter.priority, priority))}
          />
        ))}
      </fieldset>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={t.inbox.column.assignee}>
          <Select value={filter.assignee ?? ''} onChange={(event) => set('assignee', event.target.value)}>
            <option value="">{t.inbox.anybody}</option>
            <option value="none">{t.inbox.nobody}</option>
            {members.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t.inbox.column.department}>
          <Select value={filter.department ?? ''} onChange={(event) => set('department', event.target.value)}>
            <option value="">{t.inbox.anyDepartment}</option>
            {departments.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t.inbox.column.type}>
          <Select value={filter.type ?? ''} onChange={(event) => set('type', event.target.value)}>
            <option value="">{t.inbox.anyType}</option>
            {types.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t.inbox.tag}>
          <TextInput
            list="view-tags"
            maxLength={50}
            value={filter.tag ?? ''}
            onChange={(event) => set('tag', event.target.value)}
          />
        </Field>
        <datalist id="view-tags">
          {tags.map(({ name }) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <Field label={t.inbox.requester} hint={t.inbox.requesterFilter}>
          <TextInput
            maxLength={255}
            value={filter.requester ?? ''}
            onChange={(event) => set('requester', event.target.value)}
          />
        </Field>
        {children}
        <Field label={t.inbox.createdAfter}>
          <TextInput
            type="date"
            value={toDay(filter.created_after)}
            onChange={(event) => set('created_after', fromDay(event.target.value))}
          />
        </Field>
        <Field label={t.inbox.createdBefore}>
          <TextInput
            type="date"
            value={toDay(filter.created_before)}
            onChange={(event) => set('created_before', fromDay(event.target.value))}
          />
        </Field>
      </div>
    </>
  )
}
