import type { HistoryEntry } from '../../../../api/types.ts'
import type { Texts } from '../../../../texts/texts.tsx'
import { wordsOf } from '../../conversation/entry-words.ts'
import { shownFields } from '../../conversation/timeline.ts'
import type { PanelTexts } from '../texts.ts'

/** The fields whose new values say little in a line: that they changed is enough. */
const NAMED = ['fields', 'metadata', 'external_ref', 'culture', 'resolution', 'participants', 'requester'] as const

/** What an entry of the whole history says: what became of which field, else what kind of event it is. */
export const entryWords = (texts: Texts, t: PanelTexts, language: string, entry: HistoryEntry): string => {
  const named = NAMED.filter((field) => field in entry.changes).map((field) => t.changedFields[field])
  const known = shownFields(entry).length > 0
  const event = t.events[entry.type as keyof PanelTexts['events']] // undefined where it has no words of its own
  const words = [
    known || !event ? wordsOf(texts, language, entry) : null,
    event && entry.type !== 'ticket.updated' ? event : null,
    named.length > 0 ? t.changed(named.join(', ')) : null,
  ].filter((word) => word !== null)
  return words.join(', ')
}

/** Why it happened, where not just because somebody did it. */
export const causeWords = (t: PanelTexts, { cause }: HistoryEntry): string | null =>
  cause ? t.causes[cause.kind](cause.name ?? '') : null
