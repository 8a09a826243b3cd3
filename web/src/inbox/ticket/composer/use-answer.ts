import type { Editor } from '@tiptap/core'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useSession } from '../../../api/session.ts'
import type { AttachmentSummary, Message, WholeTicket } from '../../../api/types.ts'
import { isPicture } from '../conversation/files.ts'
import { noteTyping } from '../live/presence.ts'
import { type Draft, emptyDraft, isEmptyDraft, joined, picturesIn, readLocalDraft, shownPictures } from './draft.ts'
import { leaveText } from './editor.tsx'
import { newerThan } from './newer.ts'
import { type Restorable, takeBack } from './restore.ts'
import { useKeptDraft } from './use-kept-draft.ts'
import type { Whom } from './whom.ts'

/** An answer but for its text, which the editor has. */
export type Around = Pick<Draft, 'public' | 'attachments' | 'signed'> & Whom

const around = (draft: Draft): Around => {
  const { public: isPublic, to, cc, bcc, attachments, signed } = draft
  return { public: isPublic, to: to.length > 0 ? to : null, cc, bcc, attachments, signed }
}

/** What somebody writes on a ticket, as it is now: kept while they do, brought back, and gone once it was sent. */
export const useAnswer = (ticket: WholeTicket, { editor, mayReply }: { editor: Editor | null; mayReply: boolean }) => {
  const { member } = useSession()
  const [first] = useState(() => readLocalDraft(member.id, ticket.id) ?? emptyDraft(mayReply))
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
    const last = now.current.ticket.messages.at(-1)?.id ?? null
    seen.current = isEmptyDraft(given) ? null : (given.seen_message_id ?? last)
    // Nobody typed it: nobody is told that they do, and it is kept already.
    now.current.editor?.commands.setContent(shownPictures(draft.body), { emitUpdate: false })
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
  const restore = useCallback(
    (draft: Restorable) => {
      put(joined({ ...draft, body: shownPictures(draft.body) }, current()))
      touch()
    },
    [put, current, touch],
  )
  useEffect(() => takeBack(ticket.id, restore), [ticket.id, restore])

  const newer: Message[] = empty ? [] : newerThan(ticket, seen.current, member.id)
  return {
    /** Html that the editor begins with. */
    initial: shownPictures(first.body),
    meta,
    empty,
    current,
    change,
    onTyped,
    /** What others wrote since they began. */
    newer,
    onSeen: () => {
      seen.current = ticket.messages.at(-1)?.id ?? null
      onChanged()
      setMeta({ ...meta })
    },
    /** A picture goes to where the cursor is, any other file below the text. */
    onUploaded: (attachment: AttachmentSummary) => {
      if (!isPicture(attachment)) return change({ attachments: [...now.current.meta.attachments, attachment] })
      const image = { src: `/v1/attachments/${attachment.id}`, alt: attachment.name }
      editor?.chain().focus().setImage(image).run()
    },
    clear: () => {
      editor?.commands.clearContent()
      now.current.meta = { ...now.current.meta, to: null, cc: [], bcc: [], attachments: [], signed: true }
      setMeta(now.current.meta)
      seen.current = null
      setEmpty(true)
      forget()
      if (editor?.isFocused) leaveText(editor.view.dom)
    },
  }
}
