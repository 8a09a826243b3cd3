import { useState } from 'react'
import { TextInput } from '../../../ui/inputs.tsx'
import { useFormContext } from '../../form/use-form.ts'
import { useSettingsTexts } from '../../texts.ts'

const wordsOf = (typed: string): string[] =>
  typed
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean)

/** A list of words with commas between, in a list of parts: another part in its place shows its own. */
export const WordsInput = ({ path, label, className }: { path: string; label?: string; className?: string }) => {
  const t = useSettingsTexts().rules
  const form = useFormContext()
  const value = form.value(path)
  const words = (Array.isArray(value) ? value : []).join(', ')
  const [typed, setTyped] = useState(words)
  return (
    <TextInput
      {...(label === undefined ? {} : { 'aria-label': label, 'aria-invalid': form.error(path) !== undefined })}
      className={className}
      dir="auto"
      placeholder={t.wordsHint}
      value={wordsOf(typed).join(', ') === words ? typed : words}
      onChange={({ target }) => {
        setTyped(target.value)
        form.set(path, wordsOf(target.value))
      }}
      onBlur={() => form.touch(path)}
    />
  )
}
