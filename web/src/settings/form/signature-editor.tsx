import { EditorContent, useEditor, useEditorState } from '@tiptap/react'
import { StarterKit } from '@tiptap/starter-kit'
import { Bold, Braces, Italic, Link2 } from 'lucide-react'
import '../../inbox/ticket/composer/composer.css'
import { LinkButton } from '../../inbox/ticket/composer/link-button.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { IconButton } from '../../ui/button.tsx'
import { Menu, MenuItem } from '../../ui/menu.tsx'
import { useSettingsTexts } from '../texts.ts'

/** Those that a signature is made of; any other of the templates' can be typed. */
const VARIABLES = ['agent.name', 'agent.first_name', 'agent.email', 'ticket.department.name', 'desk.name'] as const

type Given = {
  label: string
  describedBy: string
  invalid: boolean
  initial: string
  /** Its html; null where nothing is left of it. */
  onChange: (html: string | null) => void
  onBlur: () => void
}

/** A few lines of rich text with placeholders. */
const SignatureEditor = ({ label, describedBy, invalid, initial, onChange, onBlur }: Given) => {
  const t = useTexts()
  const editor = useEditor({
    extensions: [
      StarterKit.configure({
        heading: false,
        codeBlock: false,
        blockquote: false,
        link: { openOnClick: false, defaultProtocol: 'https', protocols: ['http', 'https', 'mailto', 'tel'] },
      }),
    ],
    content: initial,
    shouldRerenderOnTransaction: false,
    onUpdate: ({ editor: now }) => onChange(now.isEmpty ? null : now.getHTML()),
    onBlur,
    editorProps: {
      attributes: {
        role: 'textbox',
        'aria-label': label,
        'aria-multiline': 'true',
        'aria-describedby': describedBy,
        class: 'composer-text min-h-20 px-2.5 py-1.5 text-sm outline-none',
      },
    },
  })
  const is = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      bold: now.isActive('bold'),
      italic: now.isActive('italic'),
      link: now.isActive('link'),
    }),
  })
  const run = () => editor.chain().focus()
  return (
    <div
      className={`rounded-md border bg-surface focus-within:outline-2 focus-within:outline-accent ${invalid ? 'border-danger' : 'border-line-strong'}`}
    >
      <EditorContent editor={editor} />
      <div
        role="toolbar"
        aria-label={`${t.ticket.formatting}: ${label}`}
        className="flex flex-wrap items-center border-t border-line px-1 py-0.5"
      >
        <IconButton label={t.ticket.bold} pressed={is.bold} className="size-7" onClick={() => run().toggleBold().run()}>
          <Bold aria-hidden />
        </IconButton>
        <IconButton
          label={t.ticket.italic}
          pressed={is.italic}
          className="size-7"
          onClick={() => run().toggleItalic().run()}
        >
          <Italic aria-hidden />
        </IconButton>
        <LinkButton editor={editor} isActive={is.link} icon={<Link2 aria-hidden />} />
        <Variables onChoose={(name) => run().insertContent(`{{ ${name} }}`).run()} />
      </div>
    </div>
  )
}

const Variables = ({ onChoose }: { onChoose: (name: string) => void }) => {
  const t = useSettingsTexts().signature
  return (
    <Menu
      trigger={
        <IconButton label={t.variable} className="size-7">
          <Braces aria-hidden />
        </IconButton>
      }
    >
      {VARIABLES.map((name) => (
        <MenuItem key={name} onSelect={() => onChoose(name)}>
          <code dir="ltr">{name}</code>
        </MenuItem>
      ))}
    </Menu>
  )
}

export default SignatureEditor
