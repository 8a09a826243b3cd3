import { useQuery } from '@tanstack/react-query'
import { Timer } from 'lucide-react'
import type { Department, SlaPolicy, TicketType } from '../../api/types.ts'
import { useTexts } from '../../texts/texts.tsx'
import { SelectField, TextField } from '../form/fields.tsx'
import type { Body } from '../form/paths.ts'
import { AnyOfField } from '../form/ticks.tsx'
import { allOf } from '../resource/all.ts'
import { type Resource, ResourceScreen } from '../resource/resource.tsx'
import { useSettingsTexts } from '../texts.ts'
import { Targets } from './targets.tsx'
import { TargetsField } from './targets-field.tsx'

/** What is left empty is promised nothing: the API wants it left out. */
const withoutNothing = (targets: unknown): Body =>
  Object.fromEntries(
    Object.entries(targets ?? {}).flatMap(([kind, minutes]) => {
      const given = Object.entries(minutes ?? {}).filter(([, value]) => value !== undefined && value !== null)
      return given.length > 0 ? [[kind, Object.fromEntries(given)]] : []
    }),
  )

/** What is promised by when. */
const SlaPolicies = () => {
  const shell = useTexts().shell
  const t = useSettingsTexts().service
  const { data: departments = [] } = useQuery(allOf<Department>('/v1/departments'))
  const { data: types = [] } = useQuery(allOf<TicketType>('/v1/ticket-types'))
  const priorities = (['low', 'normal', 'high', 'urgent'] as const).map((one) => [one, t.priorities[one]] as const)
  const resource: Resource<SlaPolicy> = {
    path: '/v1/sla-policies',
    title: useSettingsTexts().pages.sla,
    intro: t.slaIntro,
    icon: <Timer />,
    add: t.addSla,
    empty: t.noSla,
    nameOf: ({ name }) => name,
    columns: [
      { label: shell.name, cell: ({ name }) => <span className="font-medium">{name}</span> },
      { label: t.targets, cell: ({ targets }) => <Targets targets={targets} /> },
      { label: t.clock, cell: ({ clock }) => t.clocks[clock] },
      { label: t.order, cell: ({ position }) => position, end: true },
    ],
    initial: {
      name: '',
      position: 0,
      clock: 'business',
      applies_to: { departments: null, types: null, priorities: null },
      targets: { first_reply: { normal: 240, high: 60, urgent: 15 } },
      warning: { percent: 80 },
    },
    toForm: ({ name, position, clock, applies_to, targets, warning }) => ({
      name,
      position,
      clock,
      applies_to,
      targets,
      warning,
    }),
    toBody: withTargets,
    fields: () => (
      <>
        <TextField name="name" label={shell.name} required />
        <TargetsField name="targets" />
        <SelectField
          name="clock"
          label={t.clock}
          hint={t.clockHint}
          options={[
            ['business', t.clocks.business],
            ['wall', t.clocks.wall],
          ]}
        />
        <AnyOfField
          name="applies_to.departments"
          label={t.forDepartments}
          options={departments.map(({ id, name }) => [id, name] as const)}
        />
        <AnyOfField
          name="applies_to.types"
          label={t.forTypes}
          options={types.map(({ id, name }) => [id, name] as const)}
        />
        <AnyOfField name="applies_to.priorities" label={t.forPriorities} options={priorities} />
        <TextField name="warning.percent" type="number" label={t.warning} hint={t.warningHint} />
        <TextField name="position" type="number" label={t.order} hint={t.orderHint} />
      </>
    ),
  }
  return <ResourceScreen resource={resource} />
}

const withTargets = (values: Body): Body => {
  const { warning, ...rest } = values
  const percent = typeof warning === 'object' && warning !== null && 'percent' in warning ? warning.percent : undefined
  const kept = typeof warning === 'object' && warning !== null && 'minutes_before' in warning ? warning : null
  return {
    ...rest,
    targets: withoutNothing(values.targets),
    warning: percent === undefined || percent === null ? kept : { percent },
  }
}

export default SlaPolicies
