import type { ReactNode } from 'react'
import { Checkbox } from '../../ui/inputs.tsx'
import { useSettingsTexts } from '../texts.ts'
import { useFormContext } from './use-form.ts'

type TicksProps = {
  name: string
  label: string
  options: readonly (readonly [value: string, label: string])[]
}

/** Any number of those that there are. */
export const TicksField = (props: TicksProps) =>
  props.options.length === 0 ? null : <Ticks {...props} whenNone={[]} />

/** One of those that are ticked; none ticked is any of them, which the API has as null. */
export const AnyOfField = (props: TicksProps) => {
  const t = useSettingsTexts().service
  return <Ticks {...props} whenNone={null} note={<span className="font-normal text-ink-faint">{t.noneIsAny}</span>} />
}

const Ticks = ({
  name,
  label,
  options,
  whenNone,
  note,
}: TicksProps & {
  /** What the form has where nothing is ticked. */
  whenNone: [] | null
  note?: ReactNode
}) => {
  const form = useFormContext()
  const value = form.value(name)
  const chosen = Array.isArray(value) ? value.map(String) : []
  const toggle = (option: string) => {
    const next = chosen.includes(option) ? chosen.filter((one) => one !== option) : [...chosen, option]
    form.set(name, next.length === 0 ? whenNone : next)
  }
  const error = form.error(name)
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1 text-[0.8125rem] font-medium">
        {label} {note}
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
      {error ? <p className="text-[0.8125rem] text-danger">{error}</p> : null}
    </fieldset>
  )
}
