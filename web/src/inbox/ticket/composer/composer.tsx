import { useQueryClient } from '@tanstack/react-query'
import type { Editor } from '@tiptap/core'
import { Lock, Reply } from 'lucide-react'
import { type DragEvent, memo, useCallback, useEffect, useRef, useState } from 'react'
import { useMay, useSession } from '../../../api/session.ts'
import type { AttachmentSummary, WholeTicket } from '../../../api/types.ts'
import { releaseKeys } from '../../../shell/commands.tsx'
import { useTexts } from '../../../texts/texts.tsx'
import { classes } from '../../../ui/classes.ts'
import { isPicture } from '../conversation/files.ts'
import { noteTyping } from '../live/presence.ts'
import { takeAsked } from './coming.tsx'
import { type Draft, emptyDraft, isEmptyDraft, joined, picturesIn, readLocalDraft, shownPictures } from './draft.ts'
import { leaveText, TextEditor } from './editor.tsx'
import { Files } from './files.tsx'
import { Meanwhile } from './meanwhile.tsx'
import { MovedOn } from './moved-on.tsx'
import { newerThan } from './newer.ts'
import { Recipients } from './recipients.tsx'
import { type Restorable, takeBack } from './restore.ts'
import { type SendAs, SendButton } from './send-button.tsx'
import { Tab } from './tab.tsx'
import { memberChoices, textChoices } from './texts-and-members.ts'
import { Toolbar } from './toolbar.tsx'
import { useComposerCommands } from './use-composer-commands.ts'
import { useKeptDraft } from './use-kept-draft.ts'
import { useSending } from './use-sending.ts'
import { useUploads } from './use-uploads.ts'
import type { Whom } from './whom.ts'

type Around = Pick<Draft, 'public' | 'attachments'> & Whom

const around = (draft: Draft): Around => {
  const { public: isPublic, to, cc, bcc, attachments } = draft
  return { public: isPublic, to: to.length > 0 ? to : null, cc, bcc, attachments }
}

/** Where an answer is written. What is typed draws nothing anew but the text itself. */
export const Composer = memo(({ ticket }: { ticket: WholeTicket }) => {
  const t = useTexts()
  const client = useQueryClient()
  const { member } = useSession()
  const mayReply = useMay('tickets:write')
  const [first] = useState(() => readLocalDraft(member.id, ticket.id) ?? emptyDraft(mayReply))
  const [editor, setEditor] = useState<Editor | null>(null)
  const [meta, setMeta] = useState<Around>(() => ({ ...around(first), public: mayReply && first.public }))
  const [empty, setEmpty] = useState(() => isEmptyDraft(first))
  const seen = useRef(first.seen_message_id)
  const now = useRef({ meta, ticket, editor })
  now.current = { meta, ticket, editor }

  const current = useCallback((): Draft => {
    const body = now.current.editor?.isEmpty === false ? now.current.editor.getHTML() : ''
    return {
      ...now.current.meta,
      to: now.current.meta.to ?? [],
      body,
      status_after: null,
      seen_message_id: seen.current,
      updated_at: new Date().toISOString(),
    }
  }, [])
  const put = useCallback((draft: Partial<Draft> & { body: string }) => {
    const inText = new Set(picturesIn(draft.body))
    const given = { ...emptyDraft(now.current.meta.public), ...draft }
    setMeta({ ...around(given), attachments: given.attachments.filter(({ id }) => !inText.has(id)) })
    seen.current = given.seen_message_id ?? now.current.ticket.messages.at(-1)?.id ?? null
    now.current.editor?.commands.setContent(shownPictures(draft.body))
    setEmpty(isEmptyDraft(given))
  }, [])
  const { touch, forget } = useKeptDraft({ memberId: member.id, ticketId: ticket.id }, { current, onFound: put })
  const onChanged = useCallback(() => {
    const isEmpty = now.current.editor?.isEmpty !== false && now.current.meta.attachments.length === 0
    // What they answer to is what was there when they began.
    if (isEmpty) seen.current = null
    else seen.current ??= now.current.ticket.messages.at(-1)?.id ?? null
    setEmpty(isEmpty)
    touch()
  }, [touch])
  const onTyped = useCallback(() => {
    noteTyping(now.current.ticket.id)
    onChanged()
  }, [onChanged])
  const change = useCallback(
    (changed: Partial<Around>) => {
      now.current.meta = { ...now.current.meta, ...changed }
      setMeta(now.current.meta)
      onChanged()
    },
    [onChanged],
  )
  const onUploaded = (attachment: AttachmentSummary) => {
    if (isPicture(attachment))
      editor
        ?.chain()
        .focus()
        .setImage({ src: `/v1/attachments/${attachment.id}`, alt: attachment.name })
        .run()
    else change({ attachments: [...now.current.meta.attachments, attachment] })
  }
  const { uploading, add } = useUploads(onUploaded)
  const clear = () => {
    editor?.commands.clearContent()
    now.current.meta = { ...now.current.meta, to: null, cc: [], bcc: [], attachments: [] }
    setMeta(now.current.meta)
    seen.current = null
    setEmpty(true)
    forget()
    if (editor?.isFocused) leaveText(editor.view.dom)
  }
  const { busy, moved, sendNow, sendAnyway, review } = useSending(ticket, clear)
  const restore = useCallback(
    (draft: Restorable) => {
      put(joined({ ...draft, body: shownPictures(draft.body) }, current()))
      touch()
    },
    [put, current, touch],
  )
  useEffect(() => takeBack(ticket.id, restore), [ticket.id, restore])
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
  useComposerCommands({ mayReply, isPublic: meta.public, focusAs, sendAs })
  const open = useRef(focusAs)
  open.current = focusAs
  useEffect(() => {
    if (!editor) return
    const asked = takeAsked()
    if (asked) open.current(mayReply && asked === 'reply')
    releaseKeys()
  }, [editor, mayReply])
  const newer = empty ? [] : newerThan(ticket, seen.current, member.id)
  const onSeen = () => {
    seen.current = ticket.messages.at(-1)?.id ?? null
    onChanged()
    setMeta({ ...meta })
  }
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
        <Meanwhile newer={newer} onSeen={onSeen} />
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
          initial={shownPictures(first.body)}
          label={meta.public ? t.ticket.reply : t.ticket.note}
          placeholder={meta.public ? t.ticket.replyPlaceholder : t.ticket.notePlaceholder}
          onReady={setEditor}
          onTyped={onTyped}
          onFiles={add}
          texts={texts}
          members={members}
        />
        <Files
          attachments={meta.attachments}
          uploading={uploading}
          onRemove={(id) => change({ attachments: meta.attachments.filter((file) => file.id !== id) })}
        />
        <div className="flex min-h-11 flex-wrap items-center justify-between gap-2 px-2 pb-2 sm:px-3">
          {editor ? <Toolbar editor={editor} onFiles={add} /> : <span />}
          <SendButton isPublic={meta.public} setsStatus={mayReply} disabled={!isReady} busy={busy} onSend={sendAs} />
        </div>
      </div>
      <MovedOn newer={moved?.newer ?? null} onReview={review} onSend={sendAnyway} />
    </section>
  )
})
