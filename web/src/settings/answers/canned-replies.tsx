import { useQuery } from '@tanstack/react-query'
import { MessageSquareText } from 'lucide-react'
import type { CannedReply, Department } from '../../api/types.ts'
import { LongTextField, SelectField, SwitchField, TextField } from '../form/fields.tsx'
import { allOf } from '../resource/all.ts'
import { type Resource, ResourceScreen } from '../resource/resource.tsx'
import { useSettingsTexts } from '../texts.ts'

/** A text's beginning without its marks: what Markdown is not for to be seen. */
const plainOf = (body: string): string =>
  body
    .slice(0, 300)
    .replaceAll(/<[^>]*>|[*_`#>]+/g, '')
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .trim()

/** Texts that people answer with as they are. */
const CannedReplies = () => {
  const t = useSettingsTexts().service
  const { data: departments = [] } = useQuery(allOf<Department>('/v1/departments'))
  const resource: Resource<CannedReply> = {
    path: '/v1/canned-replies',
    title: useSettingsTexts().pages.cannedReplies,
    intro: t.cannedIntro,
    icon: <MessageSquareText />,
    add: t.addCanned,
    empty: t.noCanned,
    scope: 'tickets:write',
    nameOf: ({ title }) => title,
    columns: [
      {
        label: t.title,
        cell: ({ title, body }) => (
          <span className="block min-w-0">
            <bdi className="block font-medium">{title}</bdi>
            <span dir="auto" className="line-clamp-1 text-[0.8125rem] text-ink-faint rtl:text-right ltr:text-left">
              {plainOf(body)}
            </span>
          </span>
        ),
      },
      { label: t.category, cell: ({ category, subcategory }) => [category, subcategory].filter(Boolean).join(' › ') },
      { label: t.forWhom, cell: ({ member, department }) => member?.name ?? department?.name ?? t.everybody },
    ],
    initial: { title: '', category: '', body: '', format: 'markdown', department: null, shared: true },
    toForm: ({ title, category, subcategory, format, body, department, member }) => ({
      title,
      category,
      subcategory,
      format,
      body,
      department: department?.id ?? null,
      shared: member === null,
    }),
    fields: () => (
      <>
        <TextField name="title" label={t.title} required />
        <LongTextField name="body" label={t.text} hint={t.markdownHint} rows={8} required />
        <TextField name="category" label={t.category} hint={t.categoryHint} />
        <SelectField
          name="department"
          label={t.department}
          none={t.everybody}
          options={departments.map(({ id, name }) => [id, name] as const)}
        />
        <SwitchField name="shared" label={t.shared} hint={t.sharedHint} />
      </>
    ),
    toBody: ({ category, subcategory, ...rest }) => ({
      ...rest,
      category: category ?? '',
      ...(subcategory === undefined ? {} : { subcategory }),
    }),
  }
  return <ResourceScreen resource={resource} />
}

export default CannedReplies
