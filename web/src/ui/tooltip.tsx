import { Tooltip as Radix } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'

/** Says what a control is, on hover and on focus. Never the only place of anything. */
export const Tooltip = ({ label, children }: { label: ReactNode; children: ReactElement }) => (
  <Radix.Root>
    <Radix.Trigger asChild>{children}</Radix.Trigger>
    <Radix.Portal>
      <Radix.Content
        sideOffset={6}
        collisionPadding={8}
        className="z-50 max-w-72 rounded-md border border-line bg-raised px-2 py-1 text-xs text-ink shadow-raised"
      >
        {label}
      </Radix.Content>
    </Radix.Portal>
  </Radix.Root>
)

export const TooltipProvider = Radix.Provider
