import type { Texts } from '../texts/texts.tsx'

/** A channel in the reader's words; one that is none of Lodge's, by its own name. */
export const channelName = <Name extends string | null | undefined>(t: Texts, channel: Name): Name | string =>
  // Undefined for a name that is not among them.
  (t.inbox.channels as Record<string, string | undefined>)[channel ?? ''] ?? channel
