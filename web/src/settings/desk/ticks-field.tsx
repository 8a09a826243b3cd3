import { Checkbox } from '../../ui/inputs.tsx'
import { useFormContext } from '../form/use-form.ts'

/** Any number of those that there are. */
export const TicksField = ({
  name,
  label,
  options,
}: {
  name: string
  label: string
  options: readonly (readonly [value: string, label: string])[]
}) => {
  const form = useFormContext()
  const value = form.value(name)
  const chosen = Array.isArray(value) ? value.map(String) : []
  const toggle = (option: string) =>
    form.set(name, chosen.includes(option) ? chosen.filter((one) => one !== option) : [...chosen, option])
  const error = form.error(name)
  return options.length === 0 ? null : (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1 text-[0.8125rem] font-medium">{label}</legend>
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
      {error ? <p className="text-[0.8125rem] text-danger">{error}</p> : null}
    </fieldset>
  )
}
