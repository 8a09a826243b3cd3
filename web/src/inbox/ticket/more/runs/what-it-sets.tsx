import type { Intervention } from '../../../../api/types.ts'
import { useTexts } from '../../../../texts/texts.tsx'
import { usePanelTexts } from '../../panel/texts.ts'

/** What running an intervention does besides what it writes, said before it is run. */
export const WhatItSets = ({ intervention: { set, public_template, steps } }: { intervention: Intervention }) => {
  const { inbox } = useTexts()
  const t = usePanelTexts()
  const does = [
    public_template ? t.willReply : null,
    set.status ? t.willSet.status(inbox.statuses[set.status]) : null,
    set.priority ? t.willSet.priority(inbox.priorities[set.priority]) : null,
    set.assignee ? t.willSet.assignee : null,
    set.department ? t.willSet.department(set.department.name) : null,
    set.add_tags.length > 0 ? t.willSet.addTags(set.add_tags.join(', ')) : null,
    set.remove_tags.length > 0 ? t.willSet.removeTags(set.remove_tags.join(', ')) : null,
    steps.length > 0 ? t.willSet.steps(steps.map(({ name }) => name).join(', ')) : null,
  ].filter((words) => words !== null)
  return (
    <div className="rounded-md bg-sunken p-3 text-[0.8125rem] text-ink-soft">
      <p className="font-medium text-ink">{t.runsNow}</p>
      <ul className="list-disc ps-4">
        <li>{t.willNote}</li>
        {does.map((words) => (
          <li key={words} className="[overflow-wrap:anywhere]">
            {words}
          </li>
        ))}
      </ul>
    </div>
  )
}
