import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query'
import { api } from '../../../api/client.ts'
import type { Message } from '../../../api/types.ts'

/** A message's html with its images from elsewhere, which the server fetches for a day; nothing is asked for by itself. */
const imagesQuery = (ticketId: string, messageId: string) =>
  queryOptions({
    queryKey: ['message-images', ticketId, messageId],
    queryFn: async ({ signal }) => {
      const path = `/v1/tickets/${ticketId}/messages/${messageId}`
      return (await api.get<Message>(path, { images: 'fetch' }, signal)).html ?? ''
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    retry: false,
  })

/** Shows a message's images to who asks: it stays shown, also where it is drawn anew. Rejects where nobody answers. */
export const showImages = (client: QueryClient, ticketId: string, messageId: string): Promise<string> =>
  client.fetchQuery(imagesQuery(ticketId, messageId))

/** The html with its images, once somebody asked; null before. */
export const useShownImages = (ticketId: string, messageId: string): string | null => {
  const { data } = useQuery({ ...imagesQuery(ticketId, messageId), enabled: false })
  return data ?? null
}
