import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import {
  Bold,
  Code,
  Italic,
  Link2,
  List,
  ListOrdered,
  type LucideIcon,
  NotebookText,
  Paperclip,
  Quote,
} from 'lucide-react'
import { memo, useRef } from 'react'
import { useCommands } from '../../../shell/commands.tsx'
import { useTexts } from '../../../texts/texts.tsx'
import { IconButton } from '../../../ui/button.tsx'
import { LinkButton } from './link-button.tsx'

/** How the text looks, and what goes with it. Draws anew only when what is at the cursor is another kind of text. */
export const Toolbar = memo(({ editor, onFiles }: { editor: Editor; onFiles: (files: File[]) => void }) => {
  const t = useTexts()
  const input = useRef<HTMLInputElement>(null)
  const is = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      bold: now.isActive('bold'),
      italic: now.isActive('italic'),
      bulletList: now.isActive('bulletList'),
      orderedList: now.isActive('orderedList'),
      blockquote: now.isActive('blockquote'),
      codeBlock: now.isActive('codeBlock'),
      link: now.isActive('link'),
    }),
  })
  const run = () => editor.chain().focus()
  const tools: { name: keyof typeof is; label: string; icon: LucideIcon; keys: string; toggle: () => void }[] = [
    { name: 'bold', label: t.ticket.bold, icon: Bold, keys: 'mod+b', toggle: () => run().toggleBold().run() },
    { name: 'italic', label: t.ticket.italic, icon: Italic, keys: 'mod+i', toggle: () => run().toggleItalic().run() },
    {
      name: 'bulletList',
      label: t.ticket.bulletList,
      icon: List,
      keys: 'mod+shift+8',
      toggle: () => run().toggleBulletList().run(),
    },
    {
      name: 'orderedList',
      label: t.ticket.orderedList,
      icon: ListOrdered,
      keys: 'mod+shift+7',
      toggle: () => run().toggleOrderedList().run(),
    },
    {
      name: 'blockquote',
      label: t.ticket.quote,
      icon: Quote,
      keys: 'mod+shift+b',
      toggle: () => run().toggleBlockquote().run(),
    },
    {
      name: 'codeBlock',
      label: t.ticket.code,
      icon: Code,
      keys: 'mod+alt+c',
      toggle: () => run().toggleCodeBlock().run(),
    },
  ]
  const attach = () => input.current?.click()
  const insertText = () => insertSlash(editor)
  const group = t.ticket.formatting
  useCommands([
    // The editor knows these keys itself, while somebody types in it.
    ...tools.map(({ name, label, keys, toggle }) => ({
      id: `format.${name}`,
      label,
      group,
      keys,
      keysOnly: true,
      run: toggle,
    })),
    { id: 'ticket.insertText', label: t.ticket.insertText, group: t.ticket.group, keys: 'shift+w', run: insertText },
    { id: 'ticket.attach', label: t.ticket.attach, group: t.ticket.group, keys: 'shift+f', run: attach },
  ])
  return (
    <div role="toolbar" aria-label={t.ticket.formatting} className="flex min-w-0 flex-wrap items-center">
      {tools.map(({ name, label, icon: Icon, keys, toggle }) => (
        <IconButton key={name} label={label} keys={keys} pressed={is[name]} onClick={toggle} className="size-7">
          <Icon aria-hidden />
        </IconButton>
      ))}
      <LinkButton editor={editor} isActive={is.link} icon={<Link2 aria-hidden />} />
      <IconButton label={t.ticket.insertText} keys="shift+w" className="size-7" onClick={insertText}>
        <NotebookText aria-hidden />
      </IconButton>
      <IconButton label={t.ticket.attach} keys="shift+f" className="size-7" onClick={attach}>
        <Paperclip aria-hidden />
      </IconButton>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t.ticket.attach}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
    </div>
  )
})

/** As if it was typed: the list of texts opens at it. */
const insertSlash = (editor: Editor) => {
  const { from, $from } = editor.state.selection
  const before = $from.parent.textBetween(Math.max(0, $from.parentOffset - 1), $from.parentOffset)
  editor
    .chain()
    .focus()
    .insertContentAt(from, before === '' || before === ' ' ? '/' : ' /')
    .run()
}
