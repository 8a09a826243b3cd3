import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import { TextInput } from '../../../ui/inputs.tsx'
import { useSettingsTexts } from '../../texts.ts'

type Variable = { name: string; description: string; example: string }

/** What a template may say, each with what it is; a click writes it where the cursor is. */
export const Variables = ({ onPick }: { onPick: (name: string) => void }) => {
  const t = useSettingsTexts().templates
  const [typed, setTyped] = useState('')
  const { data } = useQuery({
    queryKey: ['template-variables'],
    queryFn: () => api.get<{ data: Variable[] }>('/v1/templates/variables'),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const wanted = typed.trim().toLowerCase()
  const found = data?.data.filter(({ name, description }) => `${name} ${description}`.toLowerCase().includes(wanted))
  return (
    <details className="rounded-md border border-line bg-canvas">
      <summary className="px-3 py-2 text-[0.8125rem] font-medium">{t.variables}</summary>
      <div className="flex flex-col gap-2 px-3 pb-3">
        <TextInput
          type="search"
          aria-label={t.findVariable}
          placeholder={t.findVariable}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <ul className="max-h-64 divide-y divide-line overflow-y-auto" dir="ltr">
          {found?.map(({ name, description, example }) => (
            <li key={name}>
              <button
                type="button"
                className="flex w-full flex-col gap-0.5 rounded-md px-1.5 py-1 text-start hover:bg-hover"
                onClick={() => onPick(name)}
              >
                <code className="font-mono text-xs [overflow-wrap:anywhere]">{`{{ ${name} }}`}</code>
                <span className="text-xs text-ink-soft">
                  {description} <span className="text-ink-faint">{example}</span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </details>
  )
}
