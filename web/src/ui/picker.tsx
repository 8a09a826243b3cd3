import { useIsFetching } from '@tanstack/react-query'
import { Command as Cmdk } from 'cmdk'
import { Check } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import { type ReactNode, useState } from 'react'
import { useTexts } from '../texts/texts.tsx'

export type Option = { id: string; label: string; hint?: string; icon?: ReactNode; checked?: boolean }

const ITEM =
  'flex cursor-pointer items-center gap-2 rounded-md px-2 py-1.5 text-sm data-[selected=true]:bg-hover [&_svg]:size-4 [&_svg]:shrink-0'

/** One of many, found by typing a few letters of it. `onNew` takes what is typed where it is none of them. */
export const Picker = ({
  open,
  onClose,
  title,
  options,
  onPick,
  onNew,
  newLabel,
  children,
}: {
  open: boolean
  onClose: () => void
  title: string
  options: Option[]
  onPick: (id: string) => void
  onNew?: (typed: string) => void
  newLabel?: (typed: string) => string
  /** Below the list: what cannot be picked from it. */
  children?: ReactNode
}) => {
  const t = useTexts()
  const [typed, setTyped] = useState('')
  // What is empty while anything is asked for may be on its way.
  const isComing = useIsFetching() > 0 && options.length === 0
  const fresh = typed.trim()
  const isNew = onNew && fresh !== '' && !options.some(({ label }) => label === fresh)
  const done = (act: () => void) => {
    setTyped('')
    onClose()
    act()
  }
  return (
    <Radix.Root open={open} onOpenChange={(now) => (now ? undefined : done(() => {}))}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-black/45" />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed inset-x-3 top-[12vh] z-40 mx-auto flex max-h-[70vh] max-w-sm flex-col overflow-hidden rounded-xl border border-line bg-raised shadow-raised"
        >
          <Radix.Title className="px-3 pt-2.5 text-xs font-medium text-ink-faint">{title}</Radix.Title>
          <Cmdk label={title} className="flex min-h-0 flex-col">
            <Cmdk.Input
              value={typed}
              onValueChange={setTyped}
              placeholder={t.inbox.find}
              className="w-full border-b border-line bg-transparent px-3 py-2 text-sm outline-none placeholder:text-ink-faint"
            />
            <Cmdk.List className="min-h-0 overflow-y-auto p-1.5">
              <Cmdk.Empty className="px-3 py-4 text-center text-sm text-ink-soft">
                {isComing ? t.shell.loading : t.inbox.nothingFound}
              </Cmdk.Empty>
              {options.map(({ id, label, hint, icon, checked }) => (
                <Cmdk.Item key={id} value={`${label} ${id}`} className={ITEM} onSelect={() => done(() => onPick(id))}>
                  {icon}
                  <span className="min-w-0 flex-1 truncate">{label}</span>
                  {hint ? <span className="shrink-0 text-xs text-ink-faint">{hint}</span> : null}
                  {checked ? <Check aria-hidden className="text-accent" /> : null}
                </Cmdk.Item>
              ))}
              {isNew ? (
                <Cmdk.Item value={`new ${fresh}`} className={ITEM} onSelect={() => done(() => onNew(fresh))}>
                  <span className="min-w-0 truncate">{newLabel?.(fresh) ?? fresh}</span>
                </Cmdk.Item>
              ) : null}
            </Cmdk.List>
          </Cmdk>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
