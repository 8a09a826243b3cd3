import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { api, type PageOf } from '../../../api/client.ts'
import { problemOf } from '../../../api/problem.ts'
import type { AttachmentSummary } from '../../../api/types.ts'
import type { Restorable } from './restore.ts'

/** A message that will be sent at its time; or could not be, for a reason: the code that the API would have refused it with. */
export type ScheduledMessage = {
  id: string
  by: { id: string | null; name: string }
  state: 'scheduled' | 'failed'
  reason: string | null
  send_at: string
  public: boolean
  body: string | null
  body_format: 'text' | 'markdown' | 'html'
  seen_message_id: string | null
  to: string[]
  cc: string[]
  bcc: string[]
  attachments: AttachmentSummary[]
}

export const scheduledQuery = (ticketId: string) =>
  queryOptions({
    queryKey: ['scheduled', ticketId],
    queryFn: async ({ signal }) => {
      try {
        const path = `/v1/tickets/${ticketId}/scheduled-messages`
        return (await api.get<PageOf<ScheduledMessage>>(path, undefined, signal)).data
      } catch (error) {
        // Who may not write here has none.
        if (problemOf(error).status === 403) return []
        throw error
      }
    },
    // Asked again while some wait: what was sent is gone then, also where the stream is away.
    refetchInterval: ({ state }) => (state.data && state.data.length > 0 ? 15_000 : false),
  })

/** Takes a message back before it is sent; what it was, so that it becomes a draft again. Throws where it is too late. */
export const cancelScheduled = async (client: QueryClient, ticketId: string, id: string): Promise<Restorable> => {
  const {
    public: isPublic,
    body,
    to,
    cc,
    bcc,
    attachments,
    seen_message_id,
  } = await api.delete<ScheduledMessage>(`/v1/scheduled-messages/${id}`)
  client.setQueryData<ScheduledMessage[]>(scheduledQuery(ticketId).queryKey, (all = []) =>
    all.filter((message) => message.id !== id),
  )
  return { public: isPublic, body: body ?? '', to, cc, bcc, attachments, seen_message_id }
}
