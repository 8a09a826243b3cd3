import type { Texts } from '../../../texts/texts.tsx'
import { moment } from '../../../ui/time.tsx'
import { type HistoryEntry, type ShownField, shownFields } from './timeline.ts'

/** What an entry says after the name of who did it: what became of which field, else what kind of event it is. */
export const wordsOf = (t: Texts, language: string, entry: HistoryEntry): string => {
  const fields = shownFields(entry)
  return fields.length > 0
    ? fields.map((field) => said(t, language, field, entry.changes?.[field])).join(', ')
    : (t.ticket.events[entry.type as keyof Texts['ticket']['events']] ?? entry.type) // one that has no words shows its name
}

const nameOf = (value: unknown): string | null =>
  typeof value === 'string'
    ? value
    : typeof value === 'object' && value !== null && 'name' in value
      ? String(value.name)
      : null

const said = (
  t: Texts,
  language: string,
  field: ShownField,
  change: { from: unknown; to: unknown } | undefined,
): string => {
  const to = nameOf(change?.to)
  switch (field) {
    case 'status':
      return t.ticket.changed.status(t.inbox.statuses[to as keyof Texts['inbox']['statuses']] ?? to ?? '') // a status of the API
    case 'priority':
      return t.ticket.changed.priority(t.inbox.priorities[to as keyof Texts['inbox']['priorities']] ?? to ?? '') // one of the API's
    case 'assignee':
      return to === null ? t.ticket.changed.unassigned : t.ticket.changed.assignee(to)
    case 'department':
      return t.ticket.changed.department(to ?? '')
    case 'type':
      return t.ticket.changed.type(to ?? '')
    case 'subject':
      return t.ticket.changed.subject(to ?? '')
    case 'snoozed_until':
      return to === null ? t.ticket.changed.woken : t.ticket.changed.snoozed(moment(to, language))
    case 'tags': {
      const before = new Set(listOf(change?.from))
      const after = new Set(listOf(change?.to))
      const added = [...after.difference(before)]
      const removed = [...before.difference(after)]
      return [
        added.length > 0 ? t.ticket.changed.tagged(added.join(', ')) : null,
        removed.length > 0 ? t.ticket.changed.untagged(removed.join(', ')) : null,
      ]
        .filter(Boolean)
        .join(', ')
    }
  }
}

const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])
