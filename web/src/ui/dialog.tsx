import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { useTexts } from '../texts/texts.tsx'
import { classes } from './classes.ts'

/** What is typed into or chosen from. */
export const FIELD = 'input:not([type=hidden]), textarea, select'

/**
 * A question or a form over the page: focus stays in it, Escape and a click beside it close it. `side` lays it along the
 * page's end, for what is long.
 */
export const Dialog = ({
  open,
  onClose,
  title,
  description,
  children,
  wide,
  side,
}: {
  open: boolean
  onClose: () => void
  title: ReactNode
  description?: ReactNode
  children: ReactNode
  wide?: boolean
  side?: boolean
}) => {
  const t = useTexts()
  return (
    <Radix.Root open={open} onOpenChange={(now) => (now ? undefined : onClose())}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-black/45" />
        <Radix.Content
          onOpenAutoFocus={(event) => {
            // A form is typed into at once; what has no field leaves the focus to the first button.
            const field = event.currentTarget instanceof HTMLElement && event.currentTarget.querySelector(FIELD)
            if (!(field instanceof HTMLElement)) return
            event.preventDefault()
            field.focus()
          }}
          {...(description ? {} : { 'aria-describedby': undefined })}
          className={classes(
            'fixed z-40 flex scroll-pb-16 flex-col gap-3 overflow-y-auto border border-line bg-raised p-4 shadow-raised',
            side
              ? 'inset-y-0 end-0 w-full max-w-xl border-s'
              : 'inset-x-3 top-[8vh] mx-auto max-h-[84vh] w-auto rounded-xl',
            !side && (wide ? 'max-w-3xl' : 'max-w-md'),
          )}
        >
          <div className="flex items-start gap-3">
            <Radix.Title className="min-w-0 flex-1 text-base font-semibold [overflow-wrap:anywhere]">
              {title}
            </Radix.Title>
            <Radix.Close
              aria-label={t.shell.close}
              className="-m-1 inline-flex size-8 items-center justify-center rounded-md text-ink-soft hover:bg-hover"
            >
              <X aria-hidden className="size-4" />
            </Radix.Close>
          </div>
          {description ? <Radix.Description className="text-sm text-ink-soft">{description}</Radix.Description> : null}
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** The buttons at a dialog's or form's foot. In a dialog that is longer than the window they stay in sight. */
export const Actions = ({ children }: { children: ReactNode }) => (
  <div className="flex flex-wrap items-center justify-end gap-2 pt-1 in-[[role=dialog]]:sticky in-[[role=dialog]]:-bottom-4 in-[[role=dialog]]:z-10 in-[[role=dialog]]:-mb-4 in-[[role=dialog]]:bg-raised in-[[role=dialog]]:pt-2 in-[[role=dialog]]:pb-4">
    {children}
  </div>
)
