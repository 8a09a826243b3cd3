import type { NewActivity } from '../../core/activity/activity.ts'

/** One of the checked `events` of `POST /events`. */
export type HaloEvent = {
  event_type: string
  element_selector?: string | null | undefined
  page_url?: string | null | undefined
  metadata?: Record<string, unknown> | null | undefined
}

/** Long fields are cut, never refused (their page "Events"): 100 characters of a type; the others are ours to choose. */
const MAX = { type: 100, element: 500, pageUrl: 2_000 }

export const toActivity = (event: HaloEvent): NewActivity => ({
  type: cut(event.event_type, MAX.type),
  element: event.element_selector ? cut(event.element_selector, MAX.element) : null,
  pageUrl: event.page_url ? cut(event.page_url, MAX.pageUrl) : null,
  metadata: event.metadata ?? {},
})

/** By characters, so that none is cut in half. */
const cut = (text: string, max: number): string => (text.length <= max ? text : [...text].slice(0, max).join(''))
