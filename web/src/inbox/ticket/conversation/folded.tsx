import { useQuery } from '@tanstack/react-query'
import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import type { Message } from '../../../api/types.ts'
import { useTexts } from '../../../texts/texts.tsx'
import { Problem } from '../../../ui/problem.tsx'
import { Skeleton } from '../../../ui/states.tsx'
import { Html } from './body.tsx'
import { PlainText } from './plain-text.tsx'

type WholeMessage = Message & { quoted?: { text: string; html: string | null } | null; signature?: string | null }

/** What the server folded away from a mail, quotes and signature: asked for when somebody wants to see it. */
export const Folded = ({ ticketId, message }: { ticketId: string; message: Message }) => {
  const t = useTexts()
  const [open, setOpen] = useState(false)
  const { data, error, refetch } = useQuery({
    queryKey: ['message', ticketId, message.id],
    queryFn: () => api.get<WholeMessage>(`/v1/tickets/${ticketId}/messages/${message.id}`),
    enabled: open,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <div className="mt-2">
      <button
        type="button"
        aria-expanded={open}
        aria-label={open ? t.ticket.hideQuoted : t.ticket.showQuoted}
        title={open ? t.ticket.hideQuoted : t.ticket.showQuoted}
        onClick={() => setOpen(!open)}
        className="inline-flex h-6 items-center rounded bg-sunken px-2 text-ink-soft hover:bg-hover hover:text-ink"
      >
        <Ellipsis aria-hidden className="size-4" />
      </button>
      {open ? (
        <div className="mt-2 flex flex-col gap-2 border-s-2 border-line ps-3 text-ink-soft">
          {error ? <Problem error={error} onRetry={() => void refetch()} /> : null}
          {data || error ? null : <Skeleton className="h-12 w-full" />}
          {data?.quoted ? (
            data.quoted.html === null ? (
              <PlainText text={data.quoted.text} />
            ) : (
              <Html html={data.quoted.html} attachments={message.attachments} remote={false} />
            )
          ) : null}
          {data?.signature ? <PlainText text={data.signature} /> : null}
        </div>
      ) : null}
    </div>
  )
}
