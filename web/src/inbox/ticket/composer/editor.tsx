import type { Editor } from '@tiptap/core'
import { EditorContent, useEditor } from '@tiptap/react'
import { memo, type RefObject, useEffect, useRef } from 'react'
import { useTexts } from '../../../texts/texts.tsx'
import './composer.css'
import { extensionsOf } from './extensions.ts'
import { SuggestionList } from './suggestion-list.tsx'
import type { Choice } from './suggestions.ts'
import { openSuggestions } from './suggestions.ts'

type Given = {
  initial: string
  label: string
  placeholder: string
  /** It is there now: the toolbar and the composer act on it. */
  onReady: (editor: Editor) => void
  onTyped: () => void
  onFiles: (files: File[]) => void
  texts: RefObject<(query: string) => Promise<Choice[]>>
  members: RefObject<(query: string) => Promise<Choice[]>>
}

/** Moves the focus to the conversation, where single keys are commands. */
export const leaveText = (text: HTMLElement): void => {
  text.closest('main')?.querySelector<HTMLElement>('[data-conversation]')?.focus({ preventScroll: true })
}

const filesOf = (data: DataTransfer | null): File[] => [...(data?.files ?? [])]

/** The text itself. Its own component, which no key draws anew: the editor changes the page by itself. */
export const TextEditor = memo(({ initial, label, placeholder, onReady, onTyped, onFiles, texts, members }: Given) => {
  const t = useTexts()
  const slash = useRef(openSuggestions()).current
  const mentions = useRef(openSuggestions()).current
  const latest = useRef({ placeholder, onTyped, onFiles })
  latest.current = { placeholder, onTyped, onFiles }
  const attributes = {
    role: 'textbox',
    'aria-label': label,
    'aria-multiline': 'true',
    class: 'composer-text min-h-12 sm:min-h-16 max-h-[38vh] overflow-y-auto px-3 py-2 text-sm outline-none sm:px-4',
  }
  const editor = useEditor({
    extensions: extensionsOf({
      placeholder: () => latest.current.placeholder,
      texts: (query) => texts.current(query),
      members: (query) => members.current(query),
      slash,
      mentions,
    }),
    content: initial,
    shouldRerenderOnTransaction: false,
    onCreate: ({ editor: made }) => onReady(made),
    onUpdate: () => latest.current.onTyped(),
    editorProps: {
      attributes,
      handleDOMEvents: {
        keydown: (view, event) => {
          // The page's, to send: the editor would make a line of it.
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey || event.altKey)) return true
          // Out of the text, so that single keys are commands again; first it closes a list that is open.
          if (event.key !== 'Escape' || slash.get() || mentions.get()) return false
          leaveText(view.dom)
          return true
        },
      },
      handlePaste: (_view, event) => {
        const files = filesOf(event.clipboardData)
        // Office programs put a picture of the text beside the text: then the text is what is meant.
        if (files.length === 0 || event.clipboardData?.types.includes('text/plain')) return false
        latest.current.onFiles(files)
        return true
      },
      handleDrop: (_view, event) => {
        const files = filesOf(event.dataTransfer)
        if (files.length === 0) return false
        event.preventDefault()
        // The whole composer takes files that are dropped; here they would be taken twice.
        event.stopPropagation()
        latest.current.onFiles(files)
        return true
      },
    },
  })
  useEffect(() => {
    editor.view.dom.setAttribute('aria-label', label)
    // What stands where nothing was typed is drawn with the next transaction.
    if (placeholder) editor.view.dispatch(editor.state.tr)
  }, [editor, label, placeholder])
  return (
    <>
      <EditorContent editor={editor} />
      <SuggestionList suggestions={slash} label={t.ticket.suggestions} />
      <SuggestionList suggestions={mentions} label={t.ticket.suggestions} />
    </>
  )
})
