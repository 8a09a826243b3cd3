import { SelectField, SwitchField, WordsField } from '../../form/fields.tsx'
import { useSettingsTexts } from '../../texts.ts'
import type { Names } from '../names.ts'

const STATUSES = ['open', 'pending', 'resolved', 'closed'] as const
const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const

/** What a run writes: a note, a reply, and what is said once it is done. */
export const TemplateFields = ({ names }: { names: Names }) => {
  const t = useSettingsTexts().interventions
  return (
    <>
      {(['private', 'public', 'final'] as const).map((which) => (
        <SelectField
          key={which}
          name={`${which}_template`}
          label={t.templates[which]}
          hint={t.templateHints[which]}
          none={t.byName[which]}
          options={names.template}
        />
      ))}
    </>
  )
}

/** What a run sets on its ticket. */
export const OutcomeFields = ({ names }: { names: Names }) => {
  const t = useSettingsTexts().interventions
  const rules = useSettingsTexts().rules
  const service = useSettingsTexts().service
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          name="set.status"
          label={rules.changeable.status}
          none={t.leave}
          options={STATUSES.map((one) => [one, rules.statuses[one]] as const)}
        />
        <SelectField
          name="set.priority"
          label={rules.changeable.priority}
          none={t.leave}
          options={PRIORITIES.map((one) => [one, service.priorities[one]] as const)}
        />
        <SelectField
          name="set.assignee"
          label={rules.changeable.assignee}
          none={t.leave}
          options={[['auto', rules.auto], ...names.member]}
        />
        <SelectField
          name="set.department"
          label={rules.changeable.department}
          none={t.leave}
          options={names.department}
        />
        <WordsField name="set.add_tags" label={rules.actions.add_tags} hint={rules.wordsHint} />
        <WordsField name="set.remove_tags" label={rules.actions.remove_tags} hint={rules.wordsHint} />
      </div>
      <SwitchField name="set.notify_team" label={t.notifyTeam} hint={t.notifyTeamHint} />
    </>
  )
}
