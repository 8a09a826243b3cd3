import type { Scope } from '../../api/types.ts'
import { Checkbox } from '../../ui/inputs.tsx'
import { useFormContext } from '../form/use-form.ts'
import { useSettingsTexts } from '../texts.ts'

/** Every scope, in their order: the compiler misses one that is not here. */
const ALL = {
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
const SCOPES = Object.keys(ALL)

/** What a token may do; none ticked is all, as the API has it where `scopes` is absent. */
export const ScopesField = ({ name }: { name: string }) => {
  const t = useSettingsTexts().channels
  const form = useFormContext()
  const value = form.value(name)
  const held = Array.isArray(value) ? value.map(String) : []
  const toggle = (scope: string) => {
    const next = held.includes(scope) ? held.filter((one) => one !== scope) : [...held, scope]
    form.set(name, next.length === 0 ? undefined : next)
  }
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-[0.8125rem] font-medium">{t.scopes}</legend>
      <p className="text-[0.8125rem] text-ink-faint">{t.scopesHint}</p>
      <div className="grid gap-1.5 sm:grid-cols-2" dir="ltr">
        {SCOPES.map((scope) => (
          <Checkbox
            key={scope}
            label={<code className="font-mono text-xs">{scope}</code>}
            checked={held.includes(scope)}
            onCheckedChange={() => toggle(scope)}
          />
        ))}
      </div>
    </fieldset>
  )
}
