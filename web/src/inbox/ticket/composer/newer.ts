import type { Message } from '../../../api/types.ts'

/** What others wrote after the message that was there when somebody began to write. */
export const newerThan = (
  { messages }: { messages: readonly Message[] },
  seenId: string | null,
  memberId: string,
): Message[] => {
  const at = seenId === null ? -1 : messages.findIndex(({ id }) => id === seenId)
  return at < 0 ? [] : messages.slice(at + 1).filter(({ author }) => author.id !== memberId)
}
