import { useQueryClient } from '@tanstack/react-query'
import { api } from '../../../../api/client.ts'
import type { WholeTicket } from '../../../../api/types.ts'
import { ticketQuery } from '../../query.ts'

/**
 * Sets fields of a ticket; null takes one away. They are there at once, and as they were where the server refuses, which
 * is thrown: it belongs beside the field.
 */
export const useSetFields = ({ id, number }: WholeTicket) => {
  const client = useQueryClient()
  const { queryKey } = ticketQuery(String(number))
  return async (changed: Record<string, string | null>): Promise<void> => {
    await client.cancelQueries({ queryKey })
    const before = client.getQueryData<WholeTicket>(queryKey)?.fields ?? {}
    const show = (values: Record<string, string | null>) =>
      client.setQueryData<WholeTicket>(
        queryKey,
        (now) =>
          now && {
            ...now,
            fields: Object.fromEntries(
              Object.entries({ ...now.fields, ...values }).filter((pair): pair is [string, string] => pair[1] !== null),
            ),
          },
      )
    show(changed)
    try {
      const after = await api.patch<Partial<WholeTicket>>(`/v1/tickets/${id}`, { fields: changed })
      client.setQueryData<WholeTicket>(queryKey, (now) => now && { ...now, ...after })
    } catch (error) {
      show(Object.fromEntries(Object.keys(changed).map((key) => [key, before[key] ?? null])))
      throw error
    }
  }
}
