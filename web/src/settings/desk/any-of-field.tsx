import { Checkbox } from '../../ui/inputs.tsx'
import { useFormContext } from '../form/use-form.ts'
import { useSettingsTexts } from '../texts.ts'

/** One of those that are ticked; none ticked is any of them, which the API has as null. */
export const AnyOfField = ({
  name,
  label,
  options,
}: {
  name: string
  label: string
  options: readonly (readonly [value: string, label: string])[]
}) => {
  const t = useSettingsTexts().service
  const form = useFormContext()
  const value = form.value(name)
  const chosen = Array.isArray(value) ? value.map(String) : []
  const toggle = (option: string) => {
    const next = chosen.includes(option) ? chosen.filter((one) => one !== option) : [...chosen, option]
    form.set(name, next.length === 0 ? null : next)
  }
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1 text-[0.8125rem] font-medium">
        {label} <span className="font-normal text-ink-faint">{t.noneIsAny}</span>
      </legend>
      <div className="flex flex-wrap gap-x-4 gap-y-1.5">
        {options.map(([option, words]) => (
          <Checkbox
            key={option}
            label={words}
            checked={chosen.includes(option)}
            onCheckedChange={() => toggle(option)}
          />
        ))}
      </div>
    </fieldset>
  )
}
