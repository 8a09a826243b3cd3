import { Tabs } from 'radix-ui'
import { useState } from 'react'
import { CopyText } from '../../ui/copy.tsx'
import { Select } from '../../ui/inputs.tsx'
import type { SampleSet } from './samples.ts'

/** Samples of code in several languages, for one contract at a time. */
export const SampleTabs = ({ sets, label }: { sets: SampleSet[]; label: string }) => {
  const [contract, setContract] = useState(sets[0]?.contract)
  const shown = sets.find((set) => set.contract === contract) ?? sets[0]
  if (!shown) return null
  return (
    <Tabs.Root defaultValue="curl" className="flex flex-col gap-2" dir="ltr">
      <div className="flex flex-wrap items-center gap-2">
        <Tabs.List aria-label={label} className="flex flex-1 gap-1">
          {shown.samples.map(({ language }) => (
            <Tabs.Trigger
              key={language}
              value={language}
              className="rounded-md px-2.5 py-1 text-sm text-ink-soft hover:bg-hover data-[state=active]:bg-selected data-[state=active]:text-accent"
            >
              {language}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        {sets.length > 1 ? (
          <Select aria-label={label} value={shown.contract} onChange={(event) => setContract(event.target.value)}>
            {sets.map((set) => (
              <option key={set.contract}>{set.contract}</option>
            ))}
          </Select>
        ) : null}
      </div>
      {shown.samples.map(({ language, code }) => (
        <Tabs.Content key={language} value={language}>
          <CopyText text={code} label={language} />
        </Tabs.Content>
      ))}
    </Tabs.Root>
  )
}
