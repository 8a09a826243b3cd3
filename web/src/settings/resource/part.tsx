import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTexts } from '../../texts/texts.tsx'
import { IconButton } from '../../ui/button.tsx'

/** One thing of a list that one builds, with what takes it away and moves it. */
export const Part = ({
  label,
  onRemove,
  children,
  more,
}: {
  /** What it is, for those who do not see it. */
  label: string
  onRemove?: (() => void) | undefined
  children: ReactNode
  more?: ReactNode
}) => {
  const shell = useTexts().shell
  return (
    <fieldset
      aria-label={label}
      className="flex min-w-0 flex-wrap items-start gap-1 rounded-md border border-line bg-canvas p-2 sm:flex-nowrap"
    >
      <div className="flex min-w-0 flex-1 basis-full flex-col gap-2 sm:basis-0">{children}</div>
      <span className="order-first ms-auto inline-flex sm:order-none">
        {more}
        {onRemove ? (
          <IconButton label={`${shell.remove}: ${label}`} onClick={onRemove}>
            <X aria-hidden />
          </IconButton>
        ) : null}
      </span>
    </fieldset>
  )
}
