import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { api } from '../../../api/client.ts'
import { useMay } from '../../../api/session.ts'
import type { Rule } from '../../../api/types.ts'
import { useLanguage, useTexts } from '../../../texts/texts.tsx'
import { Problem } from '../../../ui/problem.tsx'
import { SkeletonRows } from '../../../ui/states.tsx'
import { moment } from '../../../ui/time.tsx'
import { toast } from '../../../ui/toasts.tsx'
import { FormBody, SwitchField, TextField } from '../../form/fields.tsx'
import { useForm } from '../../form/use-form.ts'
import { Screen, Section } from '../../resource/screen.tsx'
import { useSettingsTexts } from '../../texts.ts'
import { useNames } from '../names.ts'
import { ActionsField } from './actions-field.tsx'
import { DryRun } from './dry-run.tsx'
import { GroupFields } from './group-fields.tsx'
import { NEW_RULE, toRuleBody, toRuleForm } from './rule-body.ts'
import { RuleRuns } from './runs.tsx'
import { TriggerFields } from './trigger-fields.tsx'

/** One rule, or a new one: when, if, then; what it would do, and what it did. */
const RulePage = ({ id }: { id: string }) => {
  const isNew = id === 'new'
  const { data, error, refetch } = useQuery({
    queryKey: ['settings', '/v1/rules', id],
    queryFn: () => api.get<Rule>(`/v1/rules/${id}`),
    enabled: !isNew,
  })
  if (error) return <Problem error={error} onRetry={() => void refetch()} />
  if (!isNew && !data) return <SkeletonRows />
  return <RuleBuilder rule={data ?? null} />
}

const RuleBuilder = ({ rule }: { rule: Rule | null }) => {
  const shell = useTexts().shell
  const t = useSettingsTexts().rules
  const language = useLanguage()
  const client = useQueryClient()
  const navigate = useNavigate()
  const mayChange = useMay('admin')
  const names = useNames()
  const form = useForm({
    method: rule ? 'patch' : 'post',
    path: rule ? '/v1/rules/{id}' : '/v1/rules',
    initial: toRuleForm(rule ?? NEW_RULE),
    toBody: toRuleBody,
    send: async (body) => {
      const saved = await (rule ? api.patch<Rule>(`/v1/rules/${rule.id}`, body) : api.post<Rule>('/v1/rules', body))
      await client.invalidateQueries({ queryKey: ['settings', '/v1/rules'] })
      toast(shell.saved)
      if (!rule) await navigate({ to: '/settings/$page/$id', params: { page: 'rules', id: saved.id }, replace: true })
    },
  })
  return (
    <Screen title={rule?.name ?? t.add}>
      {rule?.stopped ? (
        <p role="status" className="rounded-md bg-warn-soft p-2.5 text-sm text-warn">
          {t.stopped(moment(rule.stopped.at, language))} {rule.stopped.reason}
        </p>
      ) : null}
      <FormBody form={form} action={rule ? shell.save : shell.create} readOnly={!mayChange}>
        <Section title={t.about}>
          <TextField name="name" label={shell.name} required />
          <SwitchField name="enabled" label={t.enabled} />
          <SwitchField name="stop" label={t.stop} hint={t.stopHint} />
        </Section>
        <Section title={t.whenTitle}>
          <TriggerFields />
        </Section>
        <Section title={t.ifTitle} intro={t.ifIntro}>
          <GroupFields path="if" names={names} />
        </Section>
        <Section title={t.thenTitle} intro={t.thenIntro}>
          <ActionsField names={names} />
        </Section>
      </FormBody>
      {mayChange ? <DryRun form={form} /> : null}
      {rule ? <RuleRuns id={rule.id} /> : null}
    </Screen>
  )
}

export default RulePage
