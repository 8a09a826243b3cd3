import { useQuery } from '@tanstack/react-query'
import { Plus, X } from 'lucide-react'
import { departmentsQuery } from '../../../api/desk.ts'
import { useTexts } from '../../../texts/texts.tsx'
import { Button, IconButton } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/inputs.tsx'
import { TextField } from '../../form/fields.tsx'
import type { Body } from '../../form/paths.ts'
import { useFormContext } from '../../form/use-form.ts'
import { useSettingsTexts } from '../../texts.ts'
import { NEW_ROUTE } from './slack-body.ts'

/** What goes to which channel, one card a route. */
export const RoutesField = ({ name, hasChannels }: { name: string; hasChannels: boolean }) => {
  const shell = useTexts().shell
  const t = useSettingsTexts().slack
  const form = useFormContext()
  const { data: departments = [] } = useQuery(departmentsQuery)
  const given = form.value(name)
  const routes = Array.isArray(given) ? (given as Body[]) : [] // slack-body's own rows
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="text-[0.8125rem] font-medium">{t.routes}</legend>
      <p className="mb-1 text-[0.8125rem] text-ink-faint">{t.routesHint}</p>
      {form.error(name) ? <p className="text-[0.8125rem] text-danger">{form.error(name)}</p> : null}
      {routes.map((_, row) => (
        // A route has no name of its own; it only leaves by its button.
        <section
          key={row}
          aria-label={t.route(row + 1)}
          className="flex flex-col gap-3 rounded-md border border-line p-3"
        >
          <div className="flex items-center gap-2">
            <h3 className="flex-1 text-[0.8125rem] font-semibold">{t.route(row + 1)}</h3>
            <IconButton
              label={`${shell.remove}: ${t.route(row + 1)}`}
              onClick={() => form.set(name, routes.toSpliced(row, 1))}
            >
              <X aria-hidden />
            </IconButton>
          </div>
          <Ticks
            name={`${name}.${row}.happenings`}
            label={t.happenings}
            options={(['new_ticket', 'escalation', 'ai_handoff'] as const).map((one) => [one, t.happeningNames[one]])}
          />
          {hasChannels ? (
            <TextField
              name={`${name}.${row}.channel`}
              label={t.channel}
              hint={t.channelHint}
              placeholder="C0123456789"
              required
              ltr
            />
          ) : null}
          <Ticks
            name={`${name}.${row}.departments`}
            label={`${t.departments} ${t.noneIsAll}`}
            options={departments.map((one) => [one.id, one.name])}
          />
          <Ticks
            name={`${name}.${row}.priorities`}
            label={`${t.priorities} ${t.noneIsAll}`}
            options={(['low', 'normal', 'high', 'urgent'] as const).map((one) => [one, t.priorityNames[one]])}
          />
        </section>
      ))}
      <Button
        small
        look="quiet"
        className="self-start"
        icon={<Plus aria-hidden className="size-4" />}
        onClick={() => form.set(name, [...routes, NEW_ROUTE])}
      >
        {t.addRoute}
      </Button>
    </fieldset>
  )
}

/** Those that are ticked, as a list. */
const Ticks = ({
  name,
  label,
  options,
}: {
  name: string
  label: string
  options: (readonly [value: string, label: string])[]
}) => {
  const form = useFormContext()
  const value = form.value(name)
  const chosen = Array.isArray(value) ? value.map(String) : []
  const error = form.error(name)
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1 text-[0.8125rem] font-medium">{label}</legend>
      {error ? <p className="text-[0.8125rem] text-danger">{error}</p> : null}
      <div className="flex flex-wrap gap-x-4 gap-y-1.5">
        {options.map(([option, words]) => (
          <Checkbox
            key={option}
            label={words}
            checked={chosen.includes(option)}
            onCheckedChange={() => {
              form.set(name, chosen.includes(option) ? chosen.filter((one) => one !== option) : [...chosen, option])
              form.touch(name)
            }}
          />
        ))}
      </div>
    </fieldset>
  )
}
