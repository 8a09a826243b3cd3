import { type FormEvent, useState } from 'react'
import { useCommands } from '../../../shell/commands.tsx'
import { useTexts } from '../../../texts/texts.tsx'
import { TextInput } from '../../../ui/inputs.tsx'

const SUBJECT_MAX = 1_000

/** What a ticket is about; a click makes it a field, Enter saves, Escape leaves it. */
export const Subject = ({
  subject,
  number,
  editable,
  onSave,
}: {
  subject: string
  number: number
  editable: boolean
  onSave: (subject: string) => void
}) => {
  const t = useTexts()
  const [typed, setTyped] = useState<string | null>(null)
  const edit = () => setTyped(subject)
  useCommands(
    editable
      ? [{ id: 'ticket.subject', label: t.ticket.editSubject, group: t.ticket.group, keys: 'h', run: edit }]
      : [],
  )
  const save = (event?: FormEvent) => {
    event?.preventDefault()
    const now = typed?.trim()
    setTyped(null)
    if (now && now !== subject) onSave(now)
  }
  if (typed !== null) {
    return (
      <form onSubmit={save} className="min-w-0 flex-1">
        <TextInput
          // It was asked for by a click on its text.
          autoFocus
          dir="auto"
          aria-label={t.ticket.subject}
          maxLength={SUBJECT_MAX}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={() => save()}
          onKeyDown={(event) => event.key === 'Escape' && setTyped(null)}
        />
      </form>
    )
  }
  return (
    // On a phone it has a line of its own, below the buttons.
    <h1 className="flex min-w-0 flex-1 gap-2 max-sm:order-last max-sm:basis-full py-0.5 text-base/7 font-semibold">
      <span className="shrink-0 font-normal text-ink-faint" dir="ltr">
        #{number}
      </span>
      {editable ? (
        <button
          type="button"
          title={t.ticket.editSubject}
          onClick={edit}
          className="line-clamp-2 min-w-0 rounded text-start [overflow-wrap:anywhere] hover:bg-hover"
        >
          <bdi>{subject}</bdi>
        </button>
      ) : (
        <bdi className="line-clamp-2 min-w-0 [overflow-wrap:anywhere]">{subject}</bdi>
      )}
    </h1>
  )
}
