import { Paperclip, X } from 'lucide-react'
import { memo } from 'react'
import type { AttachmentSummary } from '../../../api/types.ts'
import { useLanguage, useTexts } from '../../../texts/texts.tsx'
import { fileSize } from '../conversation/files.ts'
import type { Uploading } from './use-uploads.ts'

const CHIP =
  'inline-flex h-8 max-w-64 items-center gap-1.5 rounded-md border border-line bg-surface ps-2 text-[0.8125rem]'

/** The files that go with a message: those that are there, and those on their way. */
export const Files = memo(
  ({
    attachments,
    uploading,
    onRemove,
  }: {
    attachments: readonly AttachmentSummary[]
    uploading: readonly Uploading[]
    onRemove: (id: string) => void
  }) => {
    const t = useTexts()
    const language = useLanguage()
    if (attachments.length === 0 && uploading.length === 0) return null
    return (
      <ul aria-label={t.ticket.attachments} className="flex flex-wrap gap-1.5 px-3 pb-1 sm:px-4">
        {attachments.map(({ id, name, size }) => (
          <li key={id} className={CHIP}>
            <Paperclip aria-hidden className="size-3.5 shrink-0 text-ink-faint" />
            <span dir="auto" className="min-w-0 truncate">
              {name}
            </span>
            <span className="shrink-0 text-xs text-ink-faint">{fileSize(size, language)}</span>
            <Remove label={`${t.shell.remove}: ${name}`} onClick={() => onRemove(id)} />
          </li>
        ))}
        {uploading.map(({ key, name, share, stop }) => (
          <li key={key} className={CHIP}>
            <progress
              value={share}
              max={1}
              aria-label={t.ticket.uploading(name)}
              className="h-1.5 w-16 accent-accent"
            />
            <span dir="auto" className="min-w-0 truncate text-ink-soft">
              {name}
            </span>
            <Remove label={`${t.shell.cancel}: ${name}`} onClick={stop} />
          </li>
        ))}
      </ul>
    )
  },
)

const Remove = ({ label, onClick }: { label: string; onClick: () => void }) => (
  <button
    type="button"
    aria-label={label}
    title={label}
    onClick={onClick}
    className="inline-flex size-7 shrink-0 items-center justify-center rounded text-ink-soft hover:bg-hover hover:text-ink"
  >
    <X aria-hidden className="size-3.5" />
  </button>
)
