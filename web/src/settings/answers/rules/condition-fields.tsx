import { TextInput } from '../../../ui/inputs.tsx'
import { useFormContext } from '../../form/use-form.ts'
import { Part } from '../../resource/part.tsx'
import { useSettingsTexts } from '../../texts.ts'
import { Choice } from '../choice.tsx'
import type { Names } from '../names.ts'
import { ConditionValue } from './condition-value.tsx'
import { operatorsOf, RULE_FIELDS, type RuleField, splitField, valueFormOf, withField } from './rule-fields.ts'

// The keys of an object of our own.
const FIELDS = Object.keys(RULE_FIELDS) as RuleField[]

/** One condition: what is looked at, how, and what it is compared with. */
export const ConditionFields = ({ path, names, onRemove }: { path: string; names: Names; onRemove: () => void }) => {
  const t = useSettingsTexts().rules
  const form = useFormContext()
  const { field, own } = splitField(String(form.value(`${path}.field`) ?? ''))
  const operator = String(form.value(`${path}.operator`) ?? '')
  const now = { operator, value: form.value(`${path}.value`) }
  const wrong = (['field', 'operator', 'value'] as const)
    .map((part) => form.error(`${path}.${part}`) ?? form.error(`${path}.${part}.0`))
    .find(Boolean)
  return (
    <Part label={t.fields[field]} onRemove={onRemove}>
      <div className="flex flex-wrap items-center gap-2">
        <Choice
          label={t.field}
          value={field}
          options={FIELDS.map((one) => [one, t.fields[one]] as const)}
          onChoose={(chosen) => {
            const { field: next } = splitField(chosen)
            form.set(path, withField(now, next, next))
          }}
        />
        {field.endsWith('.') ? (
          <TextInput
            aria-label={t.ownName}
            placeholder={t.ownName}
            dir="ltr"
            className="w-36"
            value={own}
            onChange={(event) => form.set(`${path}.field`, `${field}${event.target.value}`)}
          />
        ) : null}
        <Choice
          label={t.operator}
          value={operator}
          options={operatorsOf(field).map((one) => [one, t.operators[one]] as const)}
          onChoose={(chosen) => form.set(path, withField(now, field, `${field}${own}`, chosen))}
        />
        <ConditionValue path={`${path}.value`} field={field} form={valueFormOf(field, operator)} names={names} />
      </div>
      {wrong ? <p className="text-[0.8125rem] text-danger">{wrong}</p> : null}
    </Part>
  )
}
