import { Plus, X } from 'lucide-react'
import { useRef } from 'react'
import { Button, IconButton } from '../ui/button.tsx'
import { TextInput } from '../ui/inputs.tsx'
import { usePeopleTexts } from './texts.ts'
import { type TraitRow, traitFlaw } from './traits.ts'

/** Traits as rows of a name and a value. */
export const TraitsField = ({ rows, onChange }: { rows: TraitRow[]; onChange: (rows: TraitRow[]) => void }) => {
  const t = usePeopleTexts()
  const added = useRef(0)
  const flaw = traitFlaw(rows)
  const change = (key: string, changed: Partial<TraitRow>) =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...changed } : row)))
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-[0.8125rem] font-medium">{t.traits}</legend>
      <p className="text-[0.8125rem] text-ink-faint">{t.traitsHint}</p>
      {rows.map(({ key, name, value }, index) => (
        <div key={key} className="flex items-center gap-2">
          <TextInput
            dir="auto"
            aria-label={t.traitName(index + 1)}
            className="w-2/5"
            maxLength={200}
            value={name}
            onChange={(event) => change(key, { name: event.target.value })}
          />
          <TextInput
            dir="auto"
            aria-label={t.traitValue(index + 1)}
            className="w-full flex-1"
            value={value}
            onChange={(event) => change(key, { value: event.target.value })}
          />
          <IconButton
            label={t.removeTrait(name || String(index + 1))}
            onClick={() => onChange(rows.filter((row) => row.key !== key))}
          >
            <X aria-hidden />
          </IconButton>
        </div>
      ))}
      {flaw ? (
        <p role="alert" className="text-[0.8125rem] text-danger">
          {flaw.kind === 'twice' ? t.traitTwice(flaw.name) : t.traitUnnamed}
        </p>
      ) : null}
      <Button
        small
        className="self-start"
        icon={<Plus aria-hidden className="size-4" />}
        onClick={() => onChange([...rows, { key: `new ${added.current++}`, name: '', value: '' }])}
      >
        {t.addTrait}
      </Button>
    </fieldset>
  )
}
