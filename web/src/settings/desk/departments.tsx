import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Building2 } from 'lucide-react'
import type { Department, Mailbox } from '../../api/types.ts'
import { useTexts } from '../../texts/texts.tsx'
import { Badge } from '../../ui/badge.tsx'
import { SelectField, SwitchField, TextField } from '../form/fields.tsx'
import { SignatureField } from '../form/signature-field.tsx'
import { allOf } from '../resource/all.ts'
import { type Resource, ResourceScreen } from '../resource/resource.tsx'
import { useSettingsTexts } from '../texts.ts'

type Hours = { id: string; name: string }

/** Where tickets are filed. */
const Departments = () => {
  const shell = useTexts().shell
  const t = useSettingsTexts().desk
  const hint = useSettingsTexts().signature.department
  const { data: hours = [] } = useQuery(allOf<Hours>('/v1/business-hours'))
  const { data: mailboxes = [] } = useQuery(allOf<Mailbox>('/v1/mailboxes'))
  const assignments = [
    ['manual', t.manual],
    ['round_robin', t.round_robin],
    ['least_loaded', t.least_loaded],
  ] as const
  const resource: Resource<Department> = {
    path: '/v1/departments',
    title: useSettingsTexts().pages.departments,
    intro: t.departmentsIntro,
    icon: <Building2 />,
    add: t.addDepartment,
    empty: t.noDepartments,
    nameOf: ({ name }) => name,
    columns: [
      {
        label: shell.name,
        cell: ({ id, name, is_default }) => (
          <span className="inline-flex flex-wrap items-center gap-2">
            <Link
              to="/settings/$page/$id"
              params={{ page: 'departments', id }}
              className="font-medium hover:text-accent hover:underline"
            >
              {name}
            </Link>
            {is_default ? <Badge tone="accent">{t.default}</Badge> : null}
          </span>
        ),
      },
      { label: t.assignment, cell: ({ assignment }) => t[assignment] },
      { label: t.isPublic, cell: ({ is_public }) => (is_public ? shell.yes : shell.no) },
    ],
    initial: {
      name: '',
      is_public: true,
      assignment: 'manual',
      business_hours_id: null,
      mailbox_id: null,
      signature: null,
    },
    toForm: ({ name, is_public, assignment, business_hours_id, mailbox_id, signature }) => ({
      name,
      is_public,
      assignment,
      business_hours_id,
      mailbox_id,
      signature,
    }),
    canDelete: ({ is_default }) => !is_default,
    deleteNote: t.deleteDepartment,
    fields: () => (
      <>
        <TextField name="name" label={shell.name} required />
        <SelectField name="assignment" label={t.assignment} options={assignments} />
        <SelectField
          name="business_hours_id"
          label={t.hours}
          none={t.defaultHours}
          options={hours.map(({ id, name }) => [id, name] as const)}
        />
        <SelectField
          name="mailbox_id"
          label={t.outgoing}
          none={t.ownAddress}
          options={mailboxes.map(({ id, address }) => [id, address] as const)}
        />
        <SwitchField name="is_public" label={t.isPublic} />
        <SignatureField hint={hint} />
      </>
    ),
  }
  return <ResourceScreen resource={resource} />
}

export default Departments
