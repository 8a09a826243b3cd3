import type { ComponentProps, ReactNode } from 'react'
import { classes } from './classes.ts'
import { Kbd } from './kbd.tsx'
import { ariaKeys } from './keys.ts'
import { Spinner } from './spinner.tsx'
import { Tooltip } from './tooltip.tsx'

type Look = 'primary' | 'plain' | 'quiet' | 'danger'

const LOOKS: Record<Look, string> = {
  primary: 'bg-accent text-accent-ink hover:bg-accent-hover border-transparent',
  plain: 'bg-surface text-ink border-line hover:bg-hover',
  quiet: 'bg-transparent text-ink-soft border-transparent hover:bg-hover hover:text-ink',
  danger: 'bg-surface text-danger border-line hover:bg-danger-soft',
}

type Props = ComponentProps<'button'> & {
  look?: Look
  small?: boolean
  /** Work is under way: it shows so, and takes no second click. */
  busy?: boolean
  icon?: ReactNode
}

/** A button with words on it. Its own `type` is `button`: only a form's own button submits. */
export const Button = ({
  look = 'plain',
  small,
  busy,
  icon,
  className,
  children,
  disabled,
  type = 'button',
  ...rest
}: Props) => (
  <button
    type={type}
    disabled={disabled || busy}
    aria-busy={busy || undefined}
    className={classes(
      'inline-flex shrink-0 items-center justify-center gap-1.5 whitespace-nowrap rounded-md border font-medium transition-colors disabled:cursor-not-allowed disabled:opacity-55',
      small ? 'h-7 px-2 text-[0.8125rem]' : 'h-8 px-3 text-sm',
      LOOKS[look],
      className,
    )}
    {...rest}
  >
    {busy ? <Spinner /> : icon}
    {children}
  </button>
)

/** A button that is an icon: its label is read out, and shown with its key on hover and focus. */
export const IconButton = ({
  label,
  keys,
  pressed,
  className,
  children,
  type = 'button',
  ...rest
}: Omit<ComponentProps<'button'>, 'aria-label'> & { label: string; keys?: string; pressed?: boolean }) => (
  <Tooltip
    label={
      <>
        {label} {keys ? <Kbd keys={keys} /> : null}
      </>
    }
  >
    <button
      type={type}
      aria-label={label}
      aria-keyshortcuts={ariaKeys(keys)}
      aria-pressed={pressed}
      className={classes(
        'inline-flex size-8 shrink-0 items-center justify-center rounded-md text-ink-soft transition-colors hover:bg-hover hover:text-ink disabled:cursor-not-allowed disabled:opacity-45 aria-pressed:bg-selected aria-pressed:text-accent [&_svg]:size-4',
        className,
      )}
      {...rest}
    >
      {children}
    </button>
  </Tooltip>
)
