import { Shapes } from 'lucide-react'
import type { TicketType } from '../../api/types.ts'
import { useTexts } from '../../texts/texts.tsx'
import { Badge } from '../../ui/badge.tsx'
import { SwitchField, TextField } from '../form/fields.tsx'
import { type Resource, ResourceScreen } from '../resource/resource.tsx'
import { useSettingsTexts } from '../texts.ts'

/** What tickets are about. */
const TicketTypes = () => {
  const shell = useTexts().shell
  const t = useSettingsTexts().desk
  const resource: Resource<TicketType> = {
    path: '/v1/ticket-types',
    title: useSettingsTexts().pages.ticketTypes,
    intro: t.typesIntro,
    icon: <Shapes />,
    add: t.addType,
    empty: t.noTypes,
    nameOf: ({ name }) => name,
    columns: [
      {
        label: shell.name,
        cell: ({ name, is_default }) => (
          <span className="inline-flex flex-wrap items-center gap-2 font-medium">
            {name}
            {is_default ? <Badge tone="accent">{t.default}</Badge> : null}
          </span>
        ),
      },
      { label: useSettingsTexts().service.forWhom, cell: ({ is_internal }) => (is_internal ? t.internal : t.public) },
      { label: t.position, cell: ({ position }) => position, end: true },
    ],
    initial: { name: '', is_internal: false, position: 0 },
    toForm: ({ name, is_internal, position }) => ({ name, is_internal, position }),
    canDelete: ({ is_default }) => !is_default,
    deleteNote: t.deleteType,
    fields: () => (
      <>
        <TextField name="name" label={shell.name} required />
        <SwitchField name="is_internal" label={t.internal} />
        <TextField name="position" type="number" label={t.position} hint={t.positionHint} />
      </>
    ),
  }
  return <ResourceScreen resource={resource} />
}

export default TicketTypes
