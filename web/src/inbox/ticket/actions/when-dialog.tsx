import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useLanguage, useTexts } from '../../../texts/texts.tsx'
import { Button } from '../../../ui/button.tsx'
import { Actions, Dialog } from '../../../ui/dialog.tsx'
import { Field } from '../../../ui/field.tsx'
import { TextInput } from '../../../ui/inputs.tsx'
import { moment } from '../../../ui/time.tsx'
import { snoozePresets } from '../../snooze.ts'
import { fromLocalInput, toLocalInput } from './when.ts'

/** Asks until when: a few moments that are often meant, or any other. */
export const WhenDialog = ({
  open,
  title,
  action,
  onClose,
  onChoose,
}: {
  open: boolean
  title: string
  action: string
  onClose: () => void
  onChoose: (at: Date) => void
}) => (
  <Dialog open={open} onClose={onClose} title={title}>
    <Choices
      action={action}
      onClose={onClose}
      onChoose={(at) => {
        onClose()
        onChoose(at)
      }}
    />
  </Dialog>
)

const Choices = ({
  action,
  onClose,
  onChoose,
}: {
  action: string
  onClose: () => void
  onChoose: (at: Date) => void
}) => {
  const t = useTexts()
  const language = useLanguage()
  const [offered] = useState(() => snoozePresets(new Date()))
  const [typed, setTyped] = useState(() =>
    toLocalInput(offered.find(({ preset }) => preset === 'tomorrow')?.at ?? new Date()),
  )
  // The nearest is what is mostly meant: Enter takes it.
  const first = useRef<HTMLButtonElement>(null)
  useEffect(() => first.current?.focus(), [])
  const [isWrong, setWrong] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const at = fromLocalInput(typed, new Date())
    if (at) onChoose(at)
    else setWrong(true)
  }
  return (
    <>
      <ul className="-mx-2 flex flex-col">
        {offered.map(({ preset, at }, index) => (
          <li key={preset}>
            <button
              type="button"
              ref={index === 0 ? first : null}
              onClick={() => onChoose(at)}
              className="flex w-full items-center gap-3 rounded-md px-2 py-2 text-start text-sm hover:bg-hover"
            >
              <span className="min-w-0 flex-1">{t.inbox.presets[preset]}</span>
              <span className="text-[0.8125rem] text-ink-faint">{moment(at.toISOString(), language)}</span>
            </button>
          </li>
        ))}
      </ul>
      <form onSubmit={submit} className="flex flex-col gap-2 border-t border-line pt-3">
        <Field label={t.ticket.otherMoment} error={isWrong ? t.ticket.momentOver : undefined}>
          <TextInput
            type="datetime-local"
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value)
              setWrong(false)
            }}
          />
        </Field>
        <Actions>
          <Button onClick={onClose}>{t.shell.cancel}</Button>
          <Button type="submit" look="primary">
            {action}
          </Button>
        </Actions>
      </form>
    </>
  )
}
