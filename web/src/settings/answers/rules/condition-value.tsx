import { Checkbox, TextInput } from '../../../ui/inputs.tsx'
import { useFormContext } from '../../form/use-form.ts'
import { useSettingsTexts } from '../../texts.ts'
import { Choice } from '../choice.tsx'
import type { Names, Option } from '../names.ts'
import { CHOICES, RULE_FIELDS, type RuleField, type ValueForm } from './rule-fields.ts'
import { useChoices } from './words.ts'
import { WordsInput } from './words-input.tsx'

/** What a condition compares with, in the form that its field and operator ask for. */
export const ConditionValue = ({
  path,
  field,
  form: asked,
  names,
}: {
  path: string
  field: RuleField
  form: ValueForm
  names: Names
}) => {
  const t = useSettingsTexts().rules
  const form = useFormContext()
  const options = useOptions(field, names)
  const value = form.value(path)
  const text = value === undefined || value === null ? '' : String(value)
  const invalid = form.error(path) !== undefined
  if (asked === 'none') return null
  if (asked === 'list')
    return options ? (
      <Ticks path={path} options={options} />
    ) : (
      <WordsInput path={path} label={t.value} className="w-full sm:w-64" />
    )
  if (asked === 'yes_no') {
    return (
      <Choice
        label={t.value}
        value={text}
        options={[
          ['true', t.publicMessage],
          ['false', t.note],
        ]}
        onChoose={(chosen) => form.set(path, chosen === 'true')}
      />
    )
  }
  if (options) {
    return (
      <Choice
        label={t.value}
        value={text}
        options={options}
        invalid={invalid}
        onChoose={(chosen) => form.set(path, chosen)}
      />
    )
  }
  return (
    <TextInput
      aria-label={t.value}
      aria-invalid={invalid}
      className={asked === 'text' ? 'w-full sm:w-56' : 'w-24'}
      dir={asked === 'text' ? 'auto' : 'ltr'}
      placeholder={asked === 'duration' ? '4h' : undefined}
      title={asked === 'duration' ? t.durationHint : undefined}
      value={text}
      onChange={({ target }) => {
        const number = Number(target.value)
        // What is no number stays as it was typed, and is said to be wrong.
        const isNumber = asked === 'number' && target.value.trim() !== '' && !Number.isNaN(number)
        form.set(path, isNumber ? number : target.value)
      }}
      onBlur={() => form.touch(path)}
    />
  )
}

/** What there is to choose from; undefined where it is typed. */
const useOptions = (field: RuleField, names: Names): readonly Option[] | undefined => {
  const choices = useChoices()
  const kind = RULE_FIELDS[field]
  if (kind === 'department' || kind === 'type' || kind === 'member') return names[kind]
  return kind in CHOICES ? choices[kind as keyof typeof CHOICES] : undefined // one of its keys
}

const Ticks = ({ path, options }: { path: string; options: readonly Option[] }) => {
  const t = useSettingsTexts().rules
  const form = useFormContext()
  const value = form.value(path)
  const chosen = Array.isArray(value) ? value.map(String) : []
  return (
    <fieldset aria-label={t.value} className="flex flex-wrap gap-x-3 gap-y-1">
      {options.map(([option, words]) => (
        <Checkbox
          key={option}
          label={words}
          checked={chosen.includes(option)}
          onCheckedChange={() =>
            form.set(path, chosen.includes(option) ? chosen.filter((one) => one !== option) : [...chosen, option])
          }
        />
      ))}
    </fieldset>
  )
}
