import { Extension } from '@tiptap/core'
import { Image } from '@tiptap/extension-image'
import { Mention } from '@tiptap/extension-mention'
import { Placeholder } from '@tiptap/extension-placeholder'
import { Markdown } from '@tiptap/markdown'
import { PluginKey } from '@tiptap/pm/state'
import { StarterKit } from '@tiptap/starter-kit'
import { Suggestion } from '@tiptap/suggestion'
import type { Choice, Suggestions } from './suggestions.ts'

type Given = {
  placeholder: () => string
  /** What `/` offers for what is typed after it. */
  texts: (query: string) => Promise<Choice[]>
  /** Whom `@` offers; nobody in what the customer reads. */
  members: (query: string) => Promise<Choice[]>
  slash: Suggestions
  mentions: Suggestions
}

/** What can be written in a message: what mails show everywhere, pictures, and in notes the names of members. */
export const extensionsOf = ({ placeholder, texts, members, slash, mentions }: Given) => [
  StarterKit.configure({
    heading: false,
    link: { openOnClick: false, defaultProtocol: 'https', protocols: ['http', 'https', 'mailto', 'tel'] },
  }),
  Image.configure({ inline: true, allowBase64: false }),
  Markdown,
  Placeholder.configure({ placeholder }),
  Mention.configure({
    renderText: ({ node }) => `@${node.attrs.label}`,
    renderHTML: ({ node, options }) => ['span', options.HTMLAttributes, `@${node.attrs.label}`],
    suggestion: {
      char: '@',
      items: ({ query }) => members(query),
      command: ({ editor, range, props }) => {
        const { id, label } = props as unknown as Choice // what `members` gave
        editor
          .chain()
          .focus()
          .insertContentAt(range, [
            { type: 'mention', attrs: { id, label } },
            { type: 'text', text: ' ' },
          ])
          .run()
      },
      render: mentions.render as never, // it shows Choices, whatever a mention's own items are called
    },
  }),
  Extension.create({
    name: 'texts',
    addProseMirrorPlugins() {
      return [
        Suggestion<Choice, Choice>({
          editor: this.editor,
          pluginKey: new PluginKey('texts'),
          char: '/',
          allowSpaces: true,
          // Not in the middle of `and/or` or of a path.
          allowedPrefixes: [' '],
          items: ({ query }) => texts(query),
          command: ({ editor, range, props }) => {
            editor.chain().focus().deleteRange(range).run()
            props.take()
          },
          render: slash.render,
        }),
      ]
    },
  }),
]
