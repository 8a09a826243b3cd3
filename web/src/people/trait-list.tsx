import type { Contact } from '../api/types.ts'
import { usePeopleTexts } from './texts.ts'
import { traitText } from './traits.ts'

/** What is known beside the name, each by its own name. */
export const TraitList = ({ traits }: { traits: Contact['traits'] }) => {
  const t = usePeopleTexts()
  const entries = Object.entries(traits)
  if (entries.length === 0) return <p className="text-sm text-ink-soft">{t.noTraits}</p>
  return (
    <dl className="flex flex-col gap-2 text-sm">
      {entries.map(([name, value]) => (
        <div key={name} className="grid grid-cols-[minmax(6rem,2fr)_3fr] gap-3">
          <dt className="text-ink-soft [overflow-wrap:anywhere]">
            <bdi>{name}</bdi>
          </dt>
          <dd className="max-h-40 overflow-y-auto whitespace-pre-wrap [overflow-wrap:anywhere]">
            <bdi>{traitText(value)}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  )
}
