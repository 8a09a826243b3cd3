import type { Ability, Scope } from '../../api/types.ts'
import { Checkbox } from '../../ui/inputs.tsx'
import { useFormContext } from '../form/use-form.ts'
import { useSettingsTexts } from '../texts.ts'

/** Every scope, in their order: the compiler misses one that is not here. */
const SCOPES = {
  'tickets:create': true,
  'tickets:read': true,
  'tickets:write': true,
  'notes:write': true,
  'contacts:read': true,
  'contacts:write': true,
  'attachments:write': true,
  'events:read': true,
  'settings:read': true,
  'settings:write': true,
  'interventions:confirm': true,
  admin: true,
} satisfies Record<Scope, true>

/** The same of Tickiti's own words, of both its vocabularies. */
const ABILITIES = {
  'create-ticket': true,
  'ticket-respond': true,
  'send-email': true,
  'ticket-index': true,
  'tickets:read': true,
  'tickets:write': true,
  'settings:read': true,
  'settings:write': true,
  'workflow:read': true,
  'workflow:write': true,
  'templates:read': true,
  'templates:write': true,
  'mail:read': true,
  'mail:write': true,
  'reports:read': true,
  'reports:write': true,
  'administration:read': true,
  'administration:write': true,
  'supervisor:read': true,
  'supervisor:write': true,
} satisfies Record<Ability, true>

/** What a token may do; none ticked is all, as the API has it where `scopes` is absent. */
export const ScopesField = () => {
  const t = useSettingsTexts().channels
  return <HeldField name="scopes" all={Object.keys(SCOPES)} hint={t.scopesHint} />
}

/** What a token of Tickiti's contract may do, as its senders name it; none ticked is all, likewise. */
export const AbilitiesField = () => {
  const t = useSettingsTexts().channels
  return <HeldField name="abilities" all={Object.keys(ABILITIES)} hint={t.abilitiesHint} />
}

const HeldField = ({ name, all, hint }: { name: string; all: string[]; hint: string }) => {
  const t = useSettingsTexts().channels
  const form = useFormContext()
  const value = form.value(name)
  const held = Array.isArray(value) ? value.map(String) : []
  const toggle = (one: string) => {
    const next = held.includes(one) ? held.filter((other) => other !== one) : [...held, one]
    form.set(name, next.length === 0 ? undefined : next)
  }
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-[0.8125rem] font-medium">{t.scopes}</legend>
      <p className="text-[0.8125rem] text-ink-faint">{hint}</p>
      <div className="grid gap-1.5 sm:grid-cols-2" dir="ltr">
        {all.map((one) => (
          <Checkbox
            key={one}
            label={<code className="font-mono text-xs">{one}</code>}
            checked={held.includes(one)}
            onCheckedChange={() => toggle(one)}
          />
        ))}
      </div>
    </fieldset>
  )
}
