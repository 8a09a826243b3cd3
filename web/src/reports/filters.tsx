import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useMemo, useState } from 'react'
import { departmentsQuery } from '../api/desk.ts'
import { channelName } from '../inbox/channels.ts'
import { useTexts } from '../texts/texts.tsx'
import { Field } from '../ui/field.tsx'
import { Select, TextInput } from '../ui/inputs.tsx'
import { type Asked, overviewQuery } from './query.ts'
import { asDay, intervalsOf, isRange, PRESETS, type Preset } from './range.ts'
import type { ReportsSearch } from './search.ts'
import { useReportsTexts } from './texts.ts'

/** What the reports are about. Each choice is in the page's path. */
export const Filters = ({
  asked,
  preset,
  search,
}: {
  asked: Asked
  preset: Preset | 'custom'
  search: ReportsSearch
}) => {
  const t = useReportsTexts()
  const texts = useTexts()
  const navigate = useNavigate()
  const { data: departments = [] } = useQuery(departmentsQuery)
  const { data: overview } = useQuery(overviewQuery(asked))
  // Browsers name no UTC among the zones, though they know it.
  const zones = useMemo(() => ['UTC', ...Intl.supportedValuesOf('timeZone')], [])
  const change = (changed: { [Name in keyof ReportsSearch]: ReportsSearch[Name] | undefined }) => {
    const next = Object.entries({ ...search, ...changed }).filter(([, value]) => value !== undefined)
    // Those of a search that are there.
    void navigate({ to: '/reports', search: Object.fromEntries(next) as ReportsSearch, replace: true })
  }
  const known = (names: (string | null)[], chosen: string | undefined) => [
    ...new Set([...names.filter((name) => name !== null && name !== ''), ...(chosen ? [chosen] : [])] as string[]), // no null is left
  ]
  return (
    <section aria-label={t.filters} className="grid grid-cols-2 items-start gap-3 sm:flex sm:flex-wrap print:hidden">
      <Field label={t.range}>
        <Select
          value={preset}
          onChange={(event) => {
            const chosen = PRESETS.find((one) => one === event.target.value)
            if (chosen) change({ range: chosen, from: undefined, to: undefined, interval: undefined })
            else change({ range: undefined, from: asked.from, to: asked.to })
          }}
        >
          {[...PRESETS, 'custom' as const].map((one) => (
            <option key={one} value={one}>
              {t.presets[one]}
            </option>
          ))}
        </Select>
      </Field>
      {preset === 'custom' ? (
        <Days asked={asked} onChange={(range) => change({ ...range, interval: undefined })} />
      ) : null}
      <Field label={t.interval}>
        <Select
          value={asked.interval}
          onChange={(event) => change({ interval: intervalsOf(asked).find((one) => one === event.target.value) })}
        >
          {intervalsOf(asked).map((one) => (
            <option key={one} value={one}>
              {t.intervals[one]}
            </option>
          ))}
        </Select>
      </Field>
      <Choice
        label={t.department}
        all={t.allDepartments}
        value={search.department}
        onChange={(department) => change({ department })}
      >
        {departments.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Choice>
      <Choice label={t.channel} all={t.allChannels} value={search.channel} onChange={(channel) => change({ channel })}>
        {known(overview?.channels.map((one) => one.channel) ?? [], search.channel).map((name) => (
          <option key={name} value={name}>
            {channelName(texts, name)}
          </option>
        ))}
      </Choice>
      <Choice label={t.source} all={t.allSources} value={search.source} onChange={(source) => change({ source })}>
        {known(overview?.sources.map((one) => one.source) ?? [], search.source).map((name) => (
          <option key={name}>{name}</option>
        ))}
      </Choice>
      <Choice label={t.zone} all={t.deskZone} value={search.zone} onChange={(zone) => change({ zone })}>
        {known(zones, search.zone).map((zone) => (
          <option key={zone}>{zone}</option>
        ))}
      </Choice>
    </section>
  )
}

/** One of several, or all. */
const Choice = ({
  label,
  all,
  value,
  onChange,
  children,
}: {
  label: string
  all: string
  value: string | undefined
  onChange: (value: string | undefined) => void
  children: ReactNode
}) => (
  <Field label={label}>
    <Select className="sm:max-w-44" value={value ?? ''} onChange={(event) => onChange(event.target.value || undefined)}>
      <option value="">{all}</option>
      {children}
    </Select>
  </Field>
)

/** Any two days; taken once they are a range. */
const Days = ({ asked, onChange }: { asked: Asked; onChange: (range: { from: string; to: string }) => void }) => {
  const t = useReportsTexts()
  const [days, setDays] = useState({ from: asked.from, to: asked.to })
  const isBad = !asDay(days.from) || !asDay(days.to) || !isRange(days)
  const take = (changed: Partial<typeof days>) => {
    const next = { ...days, ...changed }
    setDays(next)
    if (asDay(next.from) && asDay(next.to) && isRange(next)) onChange(next)
  }
  return (
    <>
      <div className="w-40">
        <Field label={t.from}>
          <TextInput type="date" value={days.from} onChange={(event) => take({ from: event.target.value })} />
        </Field>
      </div>
      <div className="w-40">
        <Field label={t.to} error={isBad ? t.badRange : undefined}>
          <TextInput type="date" value={days.to} onChange={(event) => take({ to: event.target.value })} />
        </Field>
      </div>
    </>
  )
}
