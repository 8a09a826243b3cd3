import type { Message } from '../../../api/types.ts'
import { useTexts } from '../../../texts/texts.tsx'

const KINDS = ['to', 'cc', 'bcc'] as const

/** Whom a message was for when it was written. */
export const ToWhom = ({ recipients }: { recipients: NonNullable<Message['recipients']> }) => {
  const t = useTexts()
  return (
    <p className="mb-1.5 line-clamp-3 text-xs text-ink-soft [overflow-wrap:anywhere]">
      {KINDS.filter((kind) => recipients[kind].length > 0).map((kind, place) => (
        <span key={kind}>
          {place > 0 ? ' · ' : ''}
          {t.ticket[kind]}{' '}
          {recipients[kind].map(({ email, name }, nth) => (
            <span key={email} title={email}>
              {nth > 0 ? ', ' : ''}
              <bdi>{name || email}</bdi>
            </span>
          ))}
        </span>
      ))}
    </p>
  )
}
