import { ImageOff } from 'lucide-react'
import { memo, useState } from 'react'
import { api } from '../../../api/client.ts'
import type { Message } from '../../../api/types.ts'
import { useTexts } from '../../../texts/texts.tsx'
import { Button } from '../../../ui/button.tsx'
import { toast, toastProblem } from '../../../ui/toasts.tsx'
import { HtmlFrame } from './frame.tsx'
import { hasProxiedImages, hasRemoteImages, isSimple } from './html.ts'
import { Markup } from './markup.tsx'
import { PlainText } from './plain-text.tsx'

/** Html of a message, simple or not. */
export const Html = ({
  html,
  attachments,
  remote,
}: {
  html: string
  attachments: Message['attachments']
  remote: boolean
}) =>
  isSimple(html) ? (
    <Markup html={html} attachments={attachments} remote={remote} />
  ) : (
    <HtmlFrame html={html} remote={remote} />
  )

/** What a message says. Pictures from elsewhere are loaded, through the server, only when somebody asks. */
export const MessageBody = memo(({ ticketId, message }: { ticketId: string; message: Message }) => {
  const t = useTexts()
  const [asked, setAsked] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const html = asked ?? message.html
  if (html === null) return <PlainText text={message.text} />
  const showImages = async () => {
    if (hasProxiedImages(html)) return setAsked(html)
    setBusy(true)
    try {
      // A message that came live has the addresses themselves, which the server does not load for anybody.
      const shown = (await api.get<Message>(`/v1/tickets/${ticketId}/messages/${message.id}`)).html ?? ''
      if (hasProxiedImages(shown)) setAsked(shown)
      else toast(t.ticket.imagesOff)
    } catch (error) {
      toastProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      {asked === null && hasRemoteImages(html) ? (
        <div className="mb-2 flex flex-wrap items-center gap-2 rounded-md bg-sunken px-2.5 py-1 text-xs text-ink-soft">
          <ImageOff aria-hidden className="size-4" />
          <span className="min-w-0 flex-1">{t.ticket.imagesBlocked}</span>
          <Button small look="quiet" busy={busy} onClick={showImages}>
            {t.ticket.showImages}
          </Button>
        </div>
      ) : null}
      <Html html={html} attachments={message.attachments} remote={asked !== null} />
    </>
  )
})
