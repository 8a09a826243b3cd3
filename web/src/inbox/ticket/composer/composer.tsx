import { useQueryClient } from '@tanstack/react-query'
import type { Editor } from '@tiptap/core'
import { Lock, Reply } from 'lucide-react'
import { type DragEvent, memo, useEffect, useRef, useState } from 'react'
import { useMay } from '../../../api/session.ts'
import type { WholeTicket } from '../../../api/types.ts'
import { releaseKeys } from '../../../shell/commands.tsx'
import { useTexts } from '../../../texts/texts.tsx'
import { classes } from '../../../ui/classes.ts'
import { takeAsked } from './coming.tsx'
import { TextEditor } from './editor.tsx'
import { Files } from './files.tsx'
import { Meanwhile } from './meanwhile.tsx'
import { MovedOn } from './moved-on.tsx'
import { Recipients } from './recipients.tsx'
import { type SendAs, type SendAt, SendButton } from './send-button.tsx'
import { SignatureBelow } from './signature.tsx'
import { Tab } from './tab.tsx'
import { memberChoices, textChoices } from './texts-and-members.ts'
import { Toolbar } from './toolbar.tsx'
import { useAnswer } from './use-answer.ts'
import { useComposerCommands } from './use-composer-commands.ts'
import { useSending } from './use-sending.ts'
import { useUploads } from './use-uploads.ts'

/** Where an answer is written. What is typed draws nothing anew but the text itself. */
export const Composer = memo(({ ticket }: { ticket: WholeTicket }) => {
  const t = useTexts()
  const client = useQueryClient()
  const mayReply = useMay('tickets:write')
  const [editor, setEditor] = useState<Editor | null>(null)
  const answer = useAnswer(ticket, { editor, mayReply })
  const { meta, empty, current, change } = answer
  const { uploading, add } = useUploads(answer.onUploaded)
  const { busy, moved, sendNow, sendAnyway, review } = useSending(ticket, answer.clear)
  const now = useRef({ meta, ticket, editor })
  now.current = { meta, ticket, editor }
  const isForNobody = meta.public && meta.to?.length === 0
  const isReady = !empty && !isForNobody && uploading.length === 0 && !busy
  const sendAs = (as: SendAs) => {
    if (isReady) void sendNow(current(), as)
  }
  const focusAs = (isPublic: boolean) => {
    if (isPublic && !mayReply) return
    change({ public: isPublic })
    // At once: the editor's own command waits for a frame, and the next key would be a command.
    editor?.view.dom.focus()
    editor?.commands.focus('end')
  }
  const texts = useRef(
    textChoices(
      { client, editor: () => now.current.editor, ticketNumber: () => now.current.ticket.number },
      { canned: t.ticket.cannedReplies, templates: t.ticket.templates },
    ),
  )
  const members = useRef(memberChoices(client, () => now.current.meta.public))
  const [asks, setAsks] = useState<SendAt | null>(null)
  const ask = (when: SendAt | null) => (when === null || isReady) && setAsks(when)
  useComposerCommands({ mayReply, isPublic: meta.public, focusAs, sendAs, ask })
  const open = useRef(focusAs)
  open.current = focusAs
  useEffect(() => {
    if (!editor) return
    const asked = takeAsked()
    if (asked) open.current(mayReply && asked === 'reply')
    releaseKeys()
  }, [editor, mayReply])
  const drop = (event: DragEvent) => {
    if (event.dataTransfer.files.length === 0) return
    event.preventDefault()
    add(event.dataTransfer.files)
  }
  return (
    <section
      aria-label={t.ticket.composer}
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
      className={classes('shrink-0 border-t', meta.public ? 'border-line bg-surface' : 'border-note-line bg-note')}
    >
      <div className="mx-auto max-w-3xl">
        <div className="flex items-center gap-1 px-2 pt-1.5 sm:px-3">
          {mayReply ? (
            <Tab
              icon={<Reply aria-hidden className="rtl:-scale-x-100" />}
              isChosen={meta.public}
              onChoose={() => focusAs(true)}
            >
              {t.ticket.reply}
            </Tab>
          ) : null}
          <Tab icon={<Lock aria-hidden />} isChosen={!meta.public} onChoose={() => focusAs(false)}>
            {t.ticket.note}
          </Tab>
        </div>
        <Meanwhile newer={answer.newer} onSeen={answer.onSeen} />
        {meta.public ? (
          <Recipients
            requester={ticket.requester}
            participants={ticket.participants}
            messages={ticket.messages}
            to={meta.to}
            cc={meta.cc}
            bcc={meta.bcc}
            onChange={change}
          />
        ) : null}
        <TextEditor
          initial={answer.initial}
          label={meta.public ? t.ticket.reply : t.ticket.note}
          placeholder={meta.public ? t.ticket.replyPlaceholder : t.ticket.notePlaceholder}
          onReady={setEditor}
          onTyped={answer.onTyped}
          onFiles={add}
          texts={texts}
          members={members}
        />
        {meta.public ? <SignatureBelow ticket={ticket} signed={meta.signed} onChange={change} /> : null}
        <Files
          attachments={meta.attachments}
          uploading={uploading}
          onRemove={(id) => change({ attachments: meta.attachments.filter((file) => file.id !== id) })}
        />
        <div className="flex min-h-11 flex-wrap items-center justify-between gap-2 px-2 pb-2 sm:px-3">
          {editor ? <Toolbar editor={editor} onFiles={add} /> : <span />}
          <SendButton
            isPublic={meta.public}
            setsStatus={mayReply}
            disabled={!isReady}
            busy={busy}
            asks={asks}
            onAsk={ask}
            onSend={sendAs}
          />
        </div>
      </div>
      <MovedOn newer={moved?.newer ?? null} onReview={review} onSend={sendAnyway} />
    </section>
  )
})
