import { memo } from 'react'
import { useLanguage, useTexts } from '../../../texts/texts.tsx'
import { Ago } from '../../../ui/time.tsx'
import { wordsOf } from './entry-words.ts'
import type { HistoryEntry } from './timeline.ts'

/** Something that happened between two messages: who or what did it (`by`), what, and why. */
export const EventLine = memo(({ entry, by }: { entry: HistoryEntry; by: string | null }) => {
  const t = useTexts()
  const language = useLanguage()
  const who = by ?? (entry.actor.kind === 'system' ? t.ticket.authors.system : t.ticket.somebody)
  // A rule that acted is named already.
  const cause = entry.cause?.name === entry.actor.name ? null : entry.cause?.name
  return (
    <p className="flex items-center justify-center gap-1.5 px-2 text-center text-xs text-ink-faint">
      <span className="min-w-0 [overflow-wrap:anywhere]">
        {/* A promise is nobody's doing. */}
        {entry.type.startsWith('sla.') ? null : (
          <>
            <span dir="auto" className="font-medium text-ink-soft">
              {who}
            </span>
            {t.ticket.did}
          </>
        )}
        {wordsOf(t, language, entry)}
        {cause ? ` · ${cause.startsWith('#') ? cause : t.ticket.because(cause)}` : null}
      </span>
      <Ago at={entry.created_at} />
    </p>
  )
})
