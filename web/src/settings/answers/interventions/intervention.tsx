import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { api } from '../../../api/client.ts'
import { useMay } from '../../../api/session.ts'
import type { Intervention } from '../../../api/types.ts'
import { useTexts } from '../../../texts/texts.tsx'
import { Problem } from '../../../ui/problem.tsx'
import { SkeletonRows } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toasts.tsx'
import { FormBody, SwitchField, TextField } from '../../form/fields.tsx'
import { useForm } from '../../form/use-form.ts'
import { Screen, Section } from '../../resource/screen.tsx'
import { useSettingsTexts } from '../../texts.ts'
import { useNames } from '../names.ts'
import { AskedFields } from './asked-fields.tsx'
import { EpilogSection } from './epilog.tsx'
import { NEW_INTERVENTION, toInterventionBody, toInterventionForm } from './intervention-form.ts'
import { OutcomeFields, TemplateFields } from './outcome-fields.tsx'
import { InterventionRuns } from './runs.tsx'
import { StepsField } from './steps-field.tsx'
import { Tokens } from './tokens.tsx'

const PATH = '/v1/interventions'

/** One intervention, or a new one: what it asks, says and sets; who is told; what was run. */
const InterventionPage = ({ id }: { id: string }) => {
  const isNew = id === 'new'
  const mayChange = useMay('admin')
  const mayRead = useMay('tickets:read')
  const { data, error, refetch } = useQuery({
    queryKey: ['settings', PATH, id],
    queryFn: () => api.get<Intervention>(`${PATH}/${id}`),
    enabled: !isNew,
  })
  if (error) return <Problem error={error} onRetry={() => void refetch()} />
  if (!isNew && !data) return <SkeletonRows />
  return (
    <Builder intervention={data ?? null} mayChange={mayChange}>
      {data && mayChange ? (
        <>
          <EpilogSection id={data.id} />
          <Tokens id={data.id} />
        </>
      ) : null}
      {data && mayRead ? <InterventionRuns id={data.id} /> : null}
    </Builder>
  )
}

const Builder = ({
  intervention,
  mayChange,
  children,
}: {
  intervention: Intervention | null
  mayChange: boolean
  children: ReactNode
}) => {
  const shell = useTexts().shell
  const t = useSettingsTexts().interventions
  const client = useQueryClient()
  const navigate = useNavigate()
  const names = useNames()
  const form = useForm({
    method: intervention ? 'patch' : 'post',
    path: intervention ? `${PATH}/{id}` : PATH,
    initial: intervention ? toInterventionForm(intervention) : NEW_INTERVENTION,
    toBody: toInterventionBody,
    send: async (body) => {
      const saved = await (intervention
        ? api.patch<Intervention>(`${PATH}/${intervention.id}`, body)
        : api.post<Intervention>(PATH, body))
      await client.invalidateQueries({ queryKey: ['settings', PATH] })
      toast(shell.saved)
      if (intervention) return
      await navigate({ to: '/settings/$page/$id', params: { page: 'interventions', id: saved.id }, replace: true })
    },
  })
  return (
    <Screen title={intervention?.title ?? t.add}>
      <FormBody form={form} action={intervention ? shell.save : shell.create} readOnly={!mayChange}>
        <Section title={t.about}>
          <TextField name="title" label={t.title} required />
          <TextField name="name" label={t.name} hint={t.identifierHint} placeholder="lost_parcel" required ltr />
          <SwitchField name="enabled" label={t.enabled} />
        </Section>
        <Section title={t.asks} intro={t.asksIntro}>
          <AskedFields />
        </Section>
        <Section title={t.says} intro={t.saysIntro}>
          <TemplateFields names={names} />
        </Section>
        <Section title={t.sets}>
          <OutcomeFields names={names} />
        </Section>
        <Section title={t.steps} intro={t.stepsIntro}>
          <StepsField names={names} />
        </Section>
      </FormBody>
      {children}
    </Screen>
  )
}

export default InterventionPage
