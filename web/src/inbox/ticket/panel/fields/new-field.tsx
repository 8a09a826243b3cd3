import { type FormEvent, useState } from 'react'
import { useTexts } from '../../../../texts/texts.tsx'
import { Button } from '../../../../ui/button.tsx'
import { Actions } from '../../../../ui/dialog.tsx'
import { Field } from '../../../../ui/field.tsx'
import { TextInput } from '../../../../ui/inputs.tsx'
import { toastProblem } from '../../../../ui/toasts.tsx'
import { usePanelTexts } from '../texts.ts'

const NAME_MAX = 64
const VALUE_MAX = 2_000

/** A field under a name of one's own. */
export const NewField = ({
  taken,
  onAdd,
  onClose,
}: {
  taken: string[]
  onAdd: (key: string, value: string) => Promise<void>
  onClose: () => void
}) => {
  const shell = useTexts().shell
  const t = usePanelTexts()
  const [key, setKey] = useState('')
  const [value, setValue] = useState('')
  const isTaken = taken.includes(key.trim())
  const isReady = key.trim() !== '' && value.trim() !== '' && !isTaken
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isReady) return
    onClose()
    onAdd(key.trim(), value.trim()).catch(toastProblem)
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-2">
      <Field label={t.fieldName} error={isTaken ? t.fieldTaken : undefined}>
        {/* It was asked for by a click. */}
        <TextInput autoFocus maxLength={NAME_MAX} value={key} onChange={(event) => setKey(event.target.value)} />
      </Field>
      <Field label={t.fieldValue}>
        <TextInput dir="auto" maxLength={VALUE_MAX} value={value} onChange={(event) => setValue(event.target.value)} />
      </Field>
      <Actions>
        <Button small onClick={onClose}>
          {shell.cancel}
        </Button>
        <Button small type="submit" look="primary" disabled={!isReady}>
          {shell.add}
        </Button>
      </Actions>
    </form>
  )
}
