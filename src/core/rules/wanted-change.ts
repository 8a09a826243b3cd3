import type { TicketChange } from '../tickets/update.ts'
import type { Action } from './action.ts'
import { minutesOf } from './duration.ts'

/**
 * What a rule's actions make of the ticket itself, as one change: they are done together and before the others, so that an
 * event and whoever follows it sees the ticket as the rule leaves it. Of two that set the same, the later wins.
 */
export const wantedChange = (actions: Action[], now: Date): TicketChange => {
  const wanted: TicketChange = {}
  for (const action of actions) {
    switch (action.do) {
      case 'set_status':
        wanted.status = action.status
        wanted.snoozedUntil = undefined
        break
      case 'snooze':
        wanted.status = 'snoozed'
        wanted.snoozedUntil = new Date(now.getTime() + (minutesOf(action.for) ?? 0) * 60_000)
        break
      case 'set_priority':
        wanted.priority = action.priority
        break
      case 'set_department':
        wanted.department = action.department
        break
      case 'set_type':
        wanted.type = action.type
        break
      case 'assign':
        wanted.assignee = action.to
        break
      case 'add_tags':
        wanted.addTags = [...(wanted.addTags ?? []), ...action.tags]
        wanted.removeTags = wanted.removeTags?.filter((tag) => !action.tags.includes(tag))
        break
      case 'remove_tags':
        wanted.removeTags = [...(wanted.removeTags ?? []), ...action.tags]
        wanted.addTags = wanted.addTags?.filter((tag) => !action.tags.includes(tag))
        break
    }
  }
  return wanted
}
