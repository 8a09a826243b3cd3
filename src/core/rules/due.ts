import { addBusinessTime, type Hours } from '../business-hours/schedule.ts'
import { minutesOf } from './duration.ts'
import type { Trigger } from './trigger.ts'

/** When a rule's time has passed since a moment. Undefined where it waits for events, or that is years away. */
export const dueSince = (trigger: Trigger, hours: Hours, since: Date): Date | undefined => {
  const minutes = 'after' in trigger ? minutesOf(trigger.after) : undefined
  if (minutes === undefined) return undefined
  return addBusinessTime('business' in trigger && trigger.business ? hours : null, since, minutes)
}
