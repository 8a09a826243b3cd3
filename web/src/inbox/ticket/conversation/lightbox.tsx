import { ChevronLeft, ChevronRight, Download, X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import type { AttachmentSummary } from '../../../api/types.ts'
import { useTexts } from '../../../texts/texts.tsx'

const BUTTON =
  'inline-flex size-9 items-center justify-center rounded-md text-white hover:bg-white/15 focus-visible:outline-white disabled:opacity-40 [&_svg]:size-5'

/** Pictures of a message over the whole page, one after the other. */
export const Lightbox = ({
  files,
  at,
  onMove,
  onClose,
}: {
  files: readonly AttachmentSummary[]
  at: number | null
  onMove: (at: number) => void
  onClose: () => void
}) => {
  const t = useTexts()
  const file = at === null ? undefined : files[at]
  const move = (by: number) => at !== null && files[at + by] && onMove(at + by)
  return (
    <Radix.Root open={file !== undefined} onOpenChange={(open) => (open ? undefined : onClose())}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-black/85" />
        <Radix.Content
          aria-describedby={undefined}
          onKeyDown={(event) => {
            const forward = document.documentElement.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
            if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') move(event.key === forward ? 1 : -1)
          }}
          className="fixed inset-0 z-40 flex flex-col text-white"
        >
          <div className="flex items-center gap-2 p-3">
            <Radix.Title dir="auto" className="min-w-0 flex-1 truncate text-sm">
              {file?.name}
            </Radix.Title>
            {file ? (
              <a
                href={`/v1/attachments/${file.id}`}
                download={file.name}
                aria-label={t.ticket.download}
                className={BUTTON}
              >
                <Download aria-hidden />
              </a>
            ) : null}
            <Radix.Close aria-label={t.shell.close} className={BUTTON}>
              <X aria-hidden />
            </Radix.Close>
          </div>
          <div className="flex min-h-0 flex-1 items-center gap-2 px-2 pb-6">
            <button
              type="button"
              aria-label={t.ticket.previous}
              disabled={!at}
              onClick={() => move(-1)}
              className={BUTTON}
            >
              <ChevronLeft aria-hidden className="rtl:-scale-x-100" />
            </button>
            <div className="flex h-full min-w-0 flex-1 items-center justify-center">
              {file ? (
                <img
                  src={`/v1/attachments/${file.id}`}
                  alt={file.name}
                  className="max-h-full max-w-full object-contain"
                />
              ) : null}
            </div>
            <button
              type="button"
              aria-label={t.shell.next}
              disabled={at === null || at >= files.length - 1}
              onClick={() => move(1)}
              className={BUTTON}
            >
              <ChevronRight aria-hidden className="rtl:-scale-x-100" />
            </button>
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
