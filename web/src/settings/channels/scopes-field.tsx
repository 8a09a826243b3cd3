import { Checkbox } from '../../ui/inputs.tsx'
import { useFormContext } from '../form/use-form.ts'
import { useSettingsTexts } from '../texts.ts'

const SCOPES = [
  'tickets:create',
  'tickets:read',
  'tickets:write',
  'contacts:read',
  'contacts:write',
  'attachments:write',
  'events:read',
  'settings:read',
  'settings:write',
  'interventions:confirm',
  'admin',
]

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
