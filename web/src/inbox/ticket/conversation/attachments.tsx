import { Download, File, FileArchive, FileAudio, FileImage, FileSpreadsheet, FileText, FileVideo } from 'lucide-react'
import { useState } from 'react'
import type { AttachmentSummary } from '../../../api/types.ts'
import { useLanguage, useTexts } from '../../../texts/texts.tsx'
import { fileSize, isPicture } from './files.ts'
import { Lightbox } from './lightbox.tsx'

const iconOf = (type: string) => {
  if (type.startsWith('image/')) return FileImage
  if (type.startsWith('audio/')) return FileAudio
  if (type.startsWith('video/')) return FileVideo
  if (/zip|tar|compressed|rar/.test(type)) return FileArchive
  if (/sheet|csv|excel/.test(type)) return FileSpreadsheet
  return type.startsWith('text/') || /pdf|word|document/.test(type) ? FileText : File
}

/** The files of a message: pictures small, to be looked at large; all others as what they are, to be taken away. */
export const Attachments = ({ attachments }: { attachments: readonly AttachmentSummary[] }) => {
  const t = useTexts()
  const language = useLanguage()
  const [shown, setShown] = useState<number | null>(null)
  const pictures = attachments.filter(isPicture)
  const others = attachments.filter((file) => !isPicture(file))
  return (
    <ul aria-label={t.ticket.attachments} className="mt-3 flex flex-wrap gap-2">
      {pictures.map((file, index) => (
        <li key={file.id}>
          <button
            type="button"
            aria-label={t.ticket.enlarge(file.name)}
            title={file.name}
            onClick={() => setShown(index)}
            className="block overflow-hidden rounded-md border border-line bg-sunken hover:border-line-strong"
          >
            <img src={`/v1/attachments/${file.id}`} alt="" loading="lazy" className="h-20 w-28 object-cover" />
          </button>
        </li>
      ))}
      {others.map((file) => {
        const Icon = iconOf(file.media_type)
        return (
          <li key={file.id} className="min-w-0 max-w-full">
            <a
              href={`/v1/attachments/${file.id}`}
              download={file.name}
              aria-label={`${t.ticket.download}: ${file.name}`}
              className="flex h-11 max-w-64 items-center gap-2 rounded-md border border-line bg-surface px-2.5 hover:bg-hover"
            >
              <Icon aria-hidden className="size-5 shrink-0 text-ink-faint" />
              <span className="min-w-0 flex-1">
                <span dir="auto" className="block truncate text-[0.8125rem]">
                  {file.name}
                </span>
                <span className="block truncate text-xs text-ink-faint">
                  {file.media_type} · {fileSize(file.size, language)}
                </span>
              </span>
              <Download aria-hidden className="size-4 shrink-0 text-ink-faint" />
            </a>
          </li>
        )
      })}
      <Lightbox files={pictures} at={shown} onMove={setShown} onClose={() => setShown(null)} />
    </ul>
  )
}
