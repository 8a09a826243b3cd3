import { useSettingsTexts } from '../../texts.ts'
import type { Option } from '../names.ts'
import { CHOICES } from './rule-fields.ts'

/** The values that Lodge itself knows, in people's words. */
export const useChoices = (): Record<keyof typeof CHOICES, readonly Option[]> => {
  const t = useSettingsTexts().rules
  const service = useSettingsTexts().service
  return {
    status: CHOICES.status.map((one) => [one, t.statuses[one]] as const),
    priority: CHOICES.priority.map((one) => [one, service.priorities[one]] as const),
    author: CHOICES.author.map((one) => [one, t.authors[one]] as const),
    hours: CHOICES.hours.map((one) => [one, t.hours[one]] as const),
  }
}
