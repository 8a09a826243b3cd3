import { ChevronDown } from 'lucide-react'
import { Checkbox as RadixCheckbox, Switch as RadixSwitch } from 'radix-ui'
import { type ComponentProps, type ReactNode, useId } from 'react'
import { classes } from './classes.ts'
import { useField } from './field.tsx'

const BOX =
  'box min-w-0 rounded-md border border-line-strong bg-surface px-2.5 text-sm text-ink placeholder:text-ink-faint disabled:cursor-not-allowed disabled:opacity-60 aria-invalid:border-danger'

/** One line of text. */
export const TextInput = ({ className, ...rest }: ComponentProps<'input'>) => (
  <input {...useField()} className={classes(BOX, 'h-8', className)} {...rest} />
)

/** Several lines of text. */
export const TextArea = ({ className, ...rest }: ComponentProps<'textarea'>) => (
  <textarea {...useField()} className={classes(BOX, 'min-h-20 py-1.5', className)} {...rest} />
)

/** One of a few. The browser's own list: it works with every keyboard, phone and reader. */
export const Select = ({ className, children, ...rest }: ComponentProps<'select'>) => (
  <span className={classes('relative inline-flex min-w-0', className)}>
    <select {...useField()} className={classes(BOX, 'h-8 appearance-none pe-7')} {...rest}>
      {children}
    </select>
    <ChevronDown aria-hidden className="pointer-events-none absolute end-2 top-2 size-4 text-ink-faint" />
  </span>
)

/** Yes or no, with its words beside it. */
export const Checkbox = ({
  label,
  hideLabel,
  ...rest
}: ComponentProps<typeof RadixCheckbox.Root> & { label: ReactNode; hideLabel?: boolean }) => {
  const id = useId()
  return (
    <span className="inline-flex items-start gap-2">
      <RadixCheckbox.Root
        id={id}
        className="mt-0.5 inline-flex size-4 shrink-0 items-center justify-center rounded border border-line-strong bg-surface data-[state=checked]:border-accent data-[state=checked]:bg-accent data-[state=indeterminate]:border-accent data-[state=indeterminate]:bg-accent"
        {...rest}
      >
        <RadixCheckbox.Indicator className="text-accent-ink">
          <svg viewBox="0 0 12 12" className="size-3" aria-hidden>
            <path
              d={rest.checked === 'indeterminate' ? 'M2.5 6h7' : 'M2.5 6.5 5 9l4.5-6'}
              fill="none"
              stroke="currentColor"
              strokeWidth="2"
            />
          </svg>
        </RadixCheckbox.Indicator>
      </RadixCheckbox.Root>
      <label htmlFor={id} className={hideLabel ? 'sr-only' : 'text-sm text-ink'}>
        {label}
      </label>
    </span>
  )
}

/** On or off, taking effect at once. */
export const Switch = ({ label, ...rest }: ComponentProps<typeof RadixSwitch.Root> & { label: ReactNode }) => {
  const id = useId()
  return (
    <span className="inline-flex items-center gap-2">
      <RadixSwitch.Root
        id={id}
        className="h-5 w-9 shrink-0 rounded-full border border-line-strong bg-sunken p-px data-[state=checked]:border-accent data-[state=checked]:bg-accent"
        {...rest}
      >
        <RadixSwitch.Thumb className="block size-4 rounded-full bg-line-strong transition-transform data-[state=checked]:translate-x-4 data-[state=checked]:bg-accent-ink rtl:data-[state=checked]:-translate-x-4" />
      </RadixSwitch.Root>
      <label htmlFor={id} className="text-sm">
        {label}
      </label>
    </span>
  )
}
