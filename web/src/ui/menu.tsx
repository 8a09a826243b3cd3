import { DropdownMenu, Popover as RadixPopover } from 'radix-ui'
import { type ReactElement, type ReactNode, useState } from 'react'
import { type Command, useCommands } from '../shell/commands.tsx'
import { classes } from './classes.ts'
import { Kbd } from './kbd.tsx'

const PANEL = 'z-50 overflow-y-auto rounded-lg border border-line bg-raised p-1 shadow-raised'
const ITEM =
  'flex w-full select-none items-center gap-2 rounded-md px-2 py-1.5 text-sm outline-none data-[highlighted]:bg-hover data-[disabled]:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0'

/** A list of things to do, opened by `trigger` (a button), and by a command's keys where it is given. */
export const Menu = ({
  trigger,
  children,
  align = 'start',
  command,
}: {
  trigger: ReactElement
  children: ReactNode
  align?: 'start' | 'end'
  command?: Omit<Command, 'run'>
}) => {
  const [open, setOpen] = useState(false)
  useCommands(command ? [{ ...command, run: () => setOpen(true) }] : [])
  return (
    <DropdownMenu.Root open={open} onOpenChange={setOpen}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className={classes(PANEL, 'max-h-(--radix-dropdown-menu-content-available-height) min-w-44')}
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

export const MenuItem = ({
  icon,
  keys,
  danger,
  children,
  onSelect,
  disabled,
}: {
  icon?: ReactNode
  keys?: string
  danger?: boolean
  children: ReactNode
  onSelect: () => void
  disabled?: boolean
}) => (
  <DropdownMenu.Item
    onSelect={onSelect}
    {...(disabled ? { disabled } : {})}
    className={classes(ITEM, danger && 'text-danger')}
  >
    {icon}
    <span className="min-w-0 flex-1 truncate">{children}</span>
    {keys ? <Kbd keys={keys} /> : null}
  </DropdownMenu.Item>
)

/** One of several in a menu that is chosen. */
export const MenuCheck = ({
  checked,
  children,
  onSelect,
}: {
  checked: boolean
  children: ReactNode
  onSelect: () => void
}) => (
  <DropdownMenu.CheckboxItem checked={checked} onCheckedChange={onSelect} className={ITEM}>
    <span aria-hidden className="w-4 text-accent">
      {checked ? '✓' : ''}
    </span>
    <span className="min-w-0 flex-1 truncate">{children}</span>
  </DropdownMenu.CheckboxItem>
)

export const MenuLabel = ({ children }: { children: ReactNode }) => (
  <DropdownMenu.Label className="px-2 pt-1.5 pb-1 text-xs font-medium text-ink-faint">{children}</DropdownMenu.Label>
)

export const MenuLine = () => <DropdownMenu.Separator className="my-1 h-px bg-line" />

/** Anything in a panel beside its button. */
export const Popover = ({
  trigger,
  children,
  align = 'start',
  label,
  open,
  onOpenChange,
}: {
  trigger: ReactElement
  children: ReactNode
  align?: 'start' | 'end'
  /** What it is, read out when the focus goes into it. */
  label?: string
  open?: boolean
  onOpenChange?: (open: boolean) => void
}) => (
  <RadixPopover.Root {...(open === undefined ? {} : { open })} {...(onOpenChange ? { onOpenChange } : {})}>
    <RadixPopover.Trigger asChild>{trigger}</RadixPopover.Trigger>
    <RadixPopover.Portal>
      <RadixPopover.Content
        align={align}
        {...(label ? { 'aria-label': label } : {})}
        sideOffset={4}
        collisionPadding={8}
        className={classes(PANEL, 'max-h-[min(70vh,var(--radix-popover-content-available-height))] p-3 outline-none')}
      >
        {children}
      </RadixPopover.Content>
    </RadixPopover.Portal>
  </RadixPopover.Root>
)
