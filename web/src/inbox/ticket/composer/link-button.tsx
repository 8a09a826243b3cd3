import type { Editor } from '@tiptap/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useCommands } from '../../../shell/commands.tsx'
import { useTexts } from '../../../texts/texts.tsx'
import { Button, IconButton } from '../../../ui/button.tsx'
import { Field } from '../../../ui/field.tsx'
import { TextInput } from '../../../ui/inputs.tsx'
import { Popover } from '../../../ui/menu.tsx'
import { safeHref } from '../conversation/html.ts'

/** Makes what is selected a link, or takes the link away. */
export const LinkButton = ({ editor, isActive, icon }: { editor: Editor; isActive: boolean; icon: ReactNode }) => {
  const t = useTexts()
  const [open, setOpen] = useState(false)
  const [href, setHref] = useState('')
  const show = (now: boolean) => {
    if (now) setHref(String(editor.getAttributes('link').href ?? ''))
    setOpen(now)
  }
  useCommands([
    {
      id: 'format.link',
      label: t.ticket.link,
      group: t.ticket.formatting,
      keys: 'mod+shift+k',
      keysOnly: true,
      run: () => show(true),
    },
  ])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    event.stopPropagation()
    const typed = href.trim()
    const address = safeHref(typed) ?? (/^[\w-]+(?:\.[\w-]+)+/.test(typed) ? `https://${typed}` : null)
    setOpen(false)
    const chain = editor.chain().focus().extendMarkRange('link')
    if (!address) return void chain.unsetLink().run()
    if (editor.state.selection.empty && !isActive) {
      return void chain
        .insertContent({ type: 'text', text: typed, marks: [{ type: 'link', attrs: { href: address } }] })
        .run()
    }
    chain.setLink({ href: address }).run()
  }
  return (
    <Popover
      open={open}
      onOpenChange={show}
      trigger={
        <IconButton label={t.ticket.link} keys="mod+shift+k" pressed={isActive} className="size-7">
          {icon}
        </IconButton>
      }
    >
      <form onSubmit={submit} className="flex w-72 max-w-full flex-col gap-2">
        <Field label={t.ticket.linkAddress}>
          <TextInput dir="ltr" value={href} placeholder="https://" onChange={(event) => setHref(event.target.value)} />
        </Field>
        <Button type="submit" small look="primary" className="self-end">
          {href.trim() === '' && isActive ? t.shell.remove : t.shell.save}
        </Button>
      </form>
    </Popover>
  )
}
