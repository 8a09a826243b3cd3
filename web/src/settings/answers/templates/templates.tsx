import { Link } from '@tanstack/react-router'
import { LayoutTemplate } from 'lucide-react'
import type { Template } from '../../../api/types.ts'
import { useTexts } from '../../../texts/texts.tsx'
import { Badge } from '../../../ui/badge.tsx'
import { LongTextField, SelectField, TextField } from '../../form/fields.tsx'
import { type Resource, ResourceScreen } from '../../resource/resource.tsx'
import { useSettingsTexts } from '../../texts.ts'
import { TYPES } from './about-fields.tsx'

/** The texts that messages and interventions are written from. */
const Templates = () => {
  const shell = useTexts().shell
  const t = useSettingsTexts().templates
  const { everybody } = useSettingsTexts().service
  const resource: Resource<Template> = {
    path: '/v1/templates',
    ownPage: 'templates',
    title: useSettingsTexts().pages.templates,
    intro: t.intro,
    icon: <LayoutTemplate />,
    add: t.add,
    empty: t.none,
    nameOf: ({ name }) => name,
    columns: [
      {
        label: shell.name,
        cell: ({ id, name, identifier, enabled, has_draft }) => (
          <span className="flex flex-col items-start gap-0.5">
            <span className="inline-flex flex-wrap items-center gap-2">
              <Link
                to="/settings/$page/$id"
                params={{ page: 'templates', id }}
                className="font-medium hover:text-accent hover:underline"
              >
                {name}
              </Link>
              {enabled ? null : <Badge>{shell.off}</Badge>}
              {has_draft ? <Badge tone="warn">{t.draft}</Badge> : null}
            </span>
            <code className="font-mono text-xs text-ink-faint">{identifier}</code>
          </span>
        ),
      },
      { label: t.type, cell: ({ type }) => t.types[type] },
      {
        label: t.shelf,
        cell: ({ department, category, subcategory }) =>
          [department?.name, category, subcategory].filter(Boolean).join(' › ') || everybody,
      },
    ],
    initial: { name: '', identifier: '', type: 'reply', body: '' },
    deleteNote: t.deleteNote,
    fields: () => (
      <>
        <TextField name="name" label={shell.name} required />
        <TextField
          name="identifier"
          label={t.identifier}
          hint={t.identifierHint}
          placeholder="parcel_late"
          required
          ltr
        />
        <SelectField
          name="type"
          label={t.type}
          hint={t.typeHint}
          options={TYPES.map((one) => [one, t.types[one]] as const)}
        />
        <LongTextField name="body" label={t.body} hint={t.firstBodyHint} rows={8} required />
      </>
    ),
  }
  return <ResourceScreen resource={resource} />
}

export default Templates
