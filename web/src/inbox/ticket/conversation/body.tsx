import { useQueryClient } from '@tanstack/react-query'
import { ImageOff } from 'lucide-react'
import { memo, useState } from 'react'
import type { Message } from '../../../api/types.ts'
import { useTexts } from '../../../texts/texts.tsx'
import { Button } from '../../../ui/button.tsx'
import { toastProblem } from '../../../ui/toasts.tsx'
import { HtmlFrame } from './frame.tsx'
import { hasRemoteImages, isSimple } from './html.ts'
import { showImages, useShownImages } from './images.ts'
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
  const client = useQueryClient()
  const shown = useShownImages(ticketId, message.id)
  const [busy, setBusy] = useState(false)
  const html = shown ?? message.html
  if (html === null) return <PlainText text={message.text} />
  const show = async () => {
    setBusy(true)
    await showImages(client, ticketId, message.id).catch(toastProblem)
    setBusy(false)
  }
  return (
    <>
      {shown === null && hasRemoteImages(html) ? (
        <div className="mb-2 flex flex-wrap items-center gap-2 rounded-md bg-sunken px-2.5 py-1 text-xs text-ink-soft">
          <ImageOff aria-hidden className="size-4" />
          <span className="min-w-0 flex-1">{t.ticket.imagesBlocked}</span>
          <Button small look="quiet" busy={busy} onClick={show}>
            {t.ticket.showImages}
          </Button>
        </div>
      ) : null}
      <Html html={html} attachments={message.attachments} remote={shown !== null} />
    </>
  )
})
