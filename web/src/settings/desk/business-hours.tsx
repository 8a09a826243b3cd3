import { Clock } from 'lucide-react'
import type { BusinessHours } from '../../api/types.ts'
import { useTexts } from '../../texts/texts.tsx'
import { Badge } from '../../ui/badge.tsx'
import { SelectField, SwitchField, TextField } from '../form/fields.tsx'
import { type Resource, ResourceScreen } from '../resource/resource.tsx'
import { useSettingsTexts } from '../texts.ts'
import { HolidaysField } from './holidays-field.tsx'
import { Week } from './week.tsx'
import { DAYS, WeekField } from './week-field.tsx'

const OFFICE_WEEK = DAYS.slice(0, 5).map((day) => ({ day, from: '09:00', to: '17:00' }))

/** When a desk is there: what service levels count by. */
const BusinessHoursScreen = () => {
  const shell = useTexts().shell
  const t = useSettingsTexts().service
  const zones = Intl.supportedValuesOf('timeZone')
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone
  const resource: Resource<BusinessHours> = {
    path: '/v1/business-hours',
    title: useSettingsTexts().pages.businessHours,
    intro: t.hoursIntro,
    icon: <Clock />,
    add: t.addHours,
    empty: t.noHours,
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
      { label: t.timeZone, cell: ({ time_zone }) => time_zone },
      {
        label: t.week,
        cell: ({ weekly }) => <Week weekly={weekly} />,
      },
    ],
    initial: { name: '', time_zone: own, weekly: OFFICE_WEEK, holidays: [], is_default: false },
    toForm: ({ name, time_zone, weekly, holidays, is_default }) => ({
      name,
      time_zone,
      weekly,
      holidays,
      is_default,
    }),
    fields: () => (
      <>
        <TextField name="name" label={shell.name} required />
        <SelectField
          name="time_zone"
          label={t.timeZone}
          options={[...new Set([own, 'UTC', ...zones])].map((zone) => [zone, zone] as const)}
        />
        <WeekField name="weekly" />
        <HolidaysField name="holidays" />
        <SwitchField name="is_default" label={t.default} hint={t.defaultHoursHint} />
      </>
    ),
  }
  return <ResourceScreen resource={resource} />
}

export default BusinessHoursScreen
