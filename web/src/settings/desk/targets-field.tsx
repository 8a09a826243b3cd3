import { TextInput } from '../../ui/inputs.tsx'
import { useFormContext } from '../form/use-form.ts'
import { useSettingsTexts } from '../texts.ts'

export const KINDS = ['first_reply', 'next_reply', 'resolution'] as const
const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const

/** Minutes by what is promised and by priority; an empty place promises nothing. */
export const TargetsField = ({ name }: { name: string }) => {
  const t = useSettingsTexts().service
  const form = useFormContext()
  return (
    <fieldset>
      <legend className="text-[0.8125rem] font-medium">{t.targets}</legend>
      <p className="mb-1 text-[0.8125rem] text-ink-faint">{t.targetsHint}</p>
      <table className="w-full text-sm">
        <thead>
          <tr className="text-xs text-ink-faint">
            <td />
            {PRIORITIES.map((priority) => (
              <th key={priority} scope="col" className="px-1 py-1 text-start font-medium">
                {t.priorities[priority]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {KINDS.map((kind) => (
            <tr key={kind}>
              <th scope="row" className="pe-2 text-start font-normal">
                {t.kinds[kind]}
              </th>
              {PRIORITIES.map((priority) => {
                const path = `${name}.${kind}.${priority}`
                const value = form.value(path)
                return (
                  <td key={priority} className="p-1">
                    <TextInput
                      aria-label={`${t.kinds[kind]}, ${t.priorities[priority]}`}
                      aria-invalid={form.error(path) !== undefined}
                      title={form.error(path)}
                      inputMode="numeric"
                      value={value === undefined ? '' : String(value)}
                      onChange={({ target }) => {
                        const minutes = Number(target.value)
                        // What is no number stays as it was typed, and is said to be wrong.
                        form.set(path, target.value === '' ? undefined : Number.isNaN(minutes) ? target.value : minutes)
                        form.touch(path)
                      }}
                    />
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </fieldset>
  )
}
