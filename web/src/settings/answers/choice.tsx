import { Select } from '../../ui/inputs.tsx'
import type { Option } from './names.ts'

/** One of a few, in a row of other things: its label is read out only. What is no longer there is shown as it is. */
export const Choice = ({
  label,
  value,
  options,
  none,
  invalid,
  onChoose,
  className = 'w-auto',
}: {
  label: string
  value: string
  options: readonly Option[]
  /** The words for nothing chosen. */
  none?: string
  invalid?: boolean
  onChoose: (value: string) => void
  className?: string
}) => (
  <Select
    aria-label={label}
    aria-invalid={invalid}
    className={className}
    value={value}
    onChange={(event) => onChoose(event.target.value)}
  >
    {none === undefined && value !== '' ? null : <option value="">{none ?? '…'}</option>}
    {value === '' || options.some(([option]) => option === value) ? null : <option value={value}>{value}</option>}
    {options.map(([option, words]) => (
      <option key={option} value={option}>
        {words}
      </option>
    ))}
  </Select>
)
