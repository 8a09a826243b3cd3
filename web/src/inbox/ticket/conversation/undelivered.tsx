import { MailWarning } from 'lucide-react'
import type { Message } from '../../../api/types.ts'
import { useLanguage, useTexts } from '../../../texts/texts.tsx'
import { moment } from '../../../ui/time.tsx'

/** Whom a message did not reach, and why. */
export const UndeliveredNotice = ({ undelivered }: { undelivered: NonNullable<Message['undelivered']> }) => {
  const t = useTexts()
  const language = useLanguage()
  return (
    <ul className="mt-3 flex flex-col gap-1 rounded-md bg-danger-soft p-2 text-[0.8125rem] text-danger">
      {undelivered.map(({ address, kind, status, detail, at }) => (
        <li key={`${address} ${at}`} className="flex gap-2">
          <MailWarning aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span className="min-w-0 [overflow-wrap:anywhere]">
            {t.ticket.undelivered[kind](address)}{' '}
            {status ? (
              <code dir="ltr" className="font-mono text-xs">
                {status}
              </code>
            ) : null}
            {detail ? (
              <span dir="auto" className="block text-start text-xs">
                <bdi>{detail}</bdi>
              </span>
            ) : null}
            <span className="block text-xs">{moment(at, language)}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}
