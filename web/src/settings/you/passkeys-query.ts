import { queryOptions } from '@tanstack/react-query'
import { api } from '../../api/client.ts'

export type Passkey = { id: string; name?: string | null; createdAt: string }

/** One's passkeys. Refused with `signed_in_by_provider` to whom a desk's provider let in. */
export const passkeysQuery = queryOptions({
  queryKey: ['passkeys'],
  queryFn: () => api.get<Passkey[]>('/auth/passkey/list-user-passkeys'),
  retry: false,
})
