import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { memo } from 'react'
import { api } from '../../../api/client.ts'
import type { WholeTicket } from '../../../api/types.ts'
import { useCommands } from '../../../shell/commands.tsx'
import { useTexts } from '../../../texts/texts.tsx'
import { Button, IconButton } from '../../../ui/button.tsx'
import { Html } from '../conversation/body.tsx'

type Shown = { signature: { text: string; html: string } | null }

/** What will stand below the answer in its mail, and whether it shall. Nothing is there where nobody has a signature. */
export const SignatureBelow = memo(
  ({
    ticket: { id, department },
    signed,
    onChange,
  }: {
    ticket: Pick<WholeTicket, 'id' | 'department'>
    signed: boolean
    onChange: (changed: { signed: boolean }) => void
  }) => {
    const t = useTexts()
    const { data } = useQuery({
      queryKey: ['signature', id, department.id],
      queryFn: ({ signal }) => api.get<Shown>(`/v1/tickets/${id}/signature`, undefined, signal),
      staleTime: 60_000,
    })
    const isThere = Boolean(data?.signature)
    const label = signed ? t.ticket.leaveSignatureOut : t.ticket.addSignature
    const toggle = () => onChange({ signed: !signed })
    useCommands(isThere ? [{ id: 'ticket.signature', label, group: t.ticket.group, keys: 'shift+g', run: toggle }] : [])
    if (!data?.signature) return null
    if (!signed) {
      return (
        <div className="px-2 pb-1 sm:px-3">
          <Button small look="quiet" onClick={toggle}>
            {label}
          </Button>
        </div>
      )
    }
    return (
      <div className="mx-3 mb-1 flex items-start gap-2 border-t border-dashed border-line pt-1 sm:mx-4">
        {/* Its own to scroll by keys: a long one must not push the text away. */}
        <section
          aria-label={t.ticket.signature}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
          tabIndex={0}
          className="max-h-20 min-w-0 flex-1 overflow-y-auto text-[0.8125rem] text-ink-soft"
        >
          <Html html={data.signature.html} attachments={[]} remote={false} />
        </section>
        <IconButton label={label} keys="shift+g" className="size-7" onClick={toggle}>
          <X aria-hidden />
        </IconButton>
      </div>
    )
  },
)
