import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useSession } from '../../../api/session.ts'
import { onLive } from '../../../live/live.ts'
import { useTexts } from '../../../texts/texts.tsx'
import { toast, toastProblem } from '../../../ui/toasts.tsx'
import { flushOutbox } from './outbox.ts'
import { restoreDraft } from './restore.ts'

/** Sends what waited for the network, on whichever page one is when it comes back. */
export const useOutbox = (): void => {
  const t = useTexts()
  const client = useQueryClient()
  const { member } = useSession()
  const { queuedSent } = t.ticket
  useEffect(() => {
    const flush = () =>
      void flushOutbox(member.id, {
        onSent: ({ ticketId }) => {
          toast(queuedSent)
          void client.invalidateQueries({ queryKey: ['scheduled', ticketId] })
          void client.invalidateQueries({ queryKey: ['ticket'] })
        },
        onRefused: ({ ticketId, draft }, error) => {
          restoreDraft(member.id, ticketId, draft)
          toastProblem(error)
        },
      })
    const end = onLive('connected', (connected) => connected && flush())
    window.addEventListener('online', flush)
    flush()
    return () => {
      end()
      window.removeEventListener('online', flush)
    }
  }, [client, member.id, queuedSent])
}
