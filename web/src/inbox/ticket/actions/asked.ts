/** What is chosen from a list, with the keys of the inbox. */
export const PICKED = ['assignee', 'status', 'priority', 'department', 'type', 'tags', 'snooze'] as const
export type Picked = (typeof PICKED)[number]

/** What the menu of a ticket asks for. */
export type MoreAsked =
  | 'merge'
  | 'link'
  | 'participant'
  | 'requester'
  | 'intervention'
  | 'watchlists'
  | 'transcript'
  | 'survey'
  | 'spamAndBlock'
  | 'erase'

/** What is asked about a ticket that is open, by a key or by a click. */
export type Asked = Picked | MoreAsked

export const isPicked = (asked: Asked | null): asked is Picked => PICKED.some((picked) => picked === asked)
