import { Plus, X } from 'lucide-react'
import { useTexts } from '../../../texts/texts.tsx'
import { Button, IconButton } from '../../../ui/button.tsx'
import { TextInput } from '../../../ui/inputs.tsx'
import { useFormContext } from '../../form/use-form.ts'
import { useSettingsTexts } from '../../texts.ts'
import type { Pair } from './hook-body.ts'

/** Names that one makes up, and what stands beside each: a record, as rows. */
export const PairsField = ({
  name,
  label,
  value,
  add,
  mono,
}: {
  name: string
  label: string
  /** What stands beside a name. */
  value: string
  add: string
  mono?: boolean
}) => {
  const shell = useTexts().shell
  const t = useSettingsTexts().hooks
  const form = useFormContext()
  const given = form.value(name)
  const pairs = Array.isArray(given) ? (given as Pair[]) : [] // fromHook's own, and this field's
  const change = (row: number, changed: Partial<Pair>) =>
    form.set(
      name,
      pairs.map((pair, n) => (n === row ? { ...pair, ...changed } : pair)),
    )
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-[0.8125rem] font-medium">{label}</legend>
      {form.error(name) ? <p className="text-[0.8125rem] text-danger">{form.error(name)}</p> : null}
      {pairs.map((pair, row) => {
        const error = pair.name === '' ? undefined : form.error(`${name}.${pair.name.trim()}`)
        return (
          // Rows have no name of their own while one is typed; they only leave by their button.
          <div key={row} className="flex flex-col gap-1">
            <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)_auto] items-center gap-2">
              <TextInput
                aria-label={`${label} ${row + 1}: ${t.fieldName}`}
                placeholder={t.fieldName}
                dir="auto"
                value={pair.name}
                onChange={({ target }) => change(row, { name: target.value })}
              />
              <TextInput
                aria-label={`${label} ${row + 1}: ${value}`}
                aria-invalid={error !== undefined}
                placeholder={value}
                className={mono ? 'font-mono text-xs' : ''}
                dir={mono ? 'ltr' : 'auto'}
                value={pair.value}
                onChange={({ target }) => change(row, { value: target.value })}
                onBlur={() => form.touch(`${name}.${pair.name.trim()}`)}
              />
              <IconButton
                label={`${shell.remove}: ${pair.name || row + 1}`}
                onClick={() => form.set(name, pairs.toSpliced(row, 1))}
              >
                <X aria-hidden />
              </IconButton>
            </div>
            {error ? <p className="text-[0.8125rem] text-danger">{error}</p> : null}
          </div>
        )
      })}
      <Button
        small
        look="quiet"
        className="self-start"
        icon={<Plus aria-hidden className="size-4" />}
        onClick={() => form.set(name, [...pairs, { name: '', value: '' }])}
      >
        {add}
      </Button>
    </fieldset>
  )
}
