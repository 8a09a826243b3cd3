import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Suspense } from 'react'
import { api } from '../../api/client.ts'
import { sessionQuery } from '../../api/session.ts'
import type { DeskProfile } from '../../api/types.ts'
import { useTexts } from '../../texts/texts.tsx'
import { CopyText } from '../../ui/copy.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/states.tsx'
import { toast } from '../../ui/toasts.tsx'
import { FormBody, SelectField, TextField, WordsField } from '../form/fields.tsx'
import { SignatureField } from '../form/signature-field.tsx'
import { useForm } from '../form/use-form.ts'
import { Screen, Section } from '../resource/screen.tsx'
import { useSettingsTexts } from '../texts.ts'
import { CULTURES } from './cultures.ts'

const PATH = '/v1/desk'

/** The desk itself: what it is called, where it is. */
const Desk = () => {
  const t = useSettingsTexts().safety
  const { data, error, refetch } = useQuery({
    queryKey: ['settings', PATH],
    queryFn: () => api.get<DeskProfile>(PATH),
  })
  if (error) return <Problem error={error} onRetry={() => void refetch()} />
  if (!data) return <SkeletonRows rows={3} />
  return (
    <Screen title={useTitle()} intro={t.deskIntro}>
      <Section title={t.host} intro={t.hostIntro}>
        <CopyText label={t.host} text={location.origin} />
      </Section>
      <Suspense fallback={<SkeletonRows rows={3} />}>
        <DeskForm key={data.updated_at} desk={data} />
      </Suspense>
    </Screen>
  )
}

const useTitle = () => useSettingsTexts().pages.desk

const DeskForm = ({ desk }: { desk: DeskProfile }) => {
  const shell = useTexts().shell
  const { safety: t, members, signature } = useSettingsTexts()
  const client = useQueryClient()
  const form = useForm({
    method: 'patch',
    path: PATH,
    initial: {
      name: desk.name,
      culture: desk.culture,
      allowed_origins: desk.allowed_origins,
      signature: desk.signature,
      session_idle_minutes: desk.session_idle_minutes,
    },
    send: (body) => api.patch(PATH, body),
  })
  const saved = () => {
    toast(shell.saved)
    void client.invalidateQueries({ queryKey: ['settings', PATH] })
    void client.invalidateQueries(sessionQuery)
    void client.invalidateQueries({ queryKey: ['signature'] })
  }
  return (
    <Section title={shell.general}>
      <FormBody form={form} action={shell.save} onDone={saved}>
        <TextField name="name" label={shell.name} required />
        <SelectField
          name="culture"
          label={t.culture}
          hint={t.cultureHint}
          options={[...new Map([[desk.culture, desk.culture], ...CULTURES])]}
        />
        <WordsField name="allowed_origins" label={t.origins} hint={t.originsHint} />
        <SignatureField hint={signature.desk} />
        <TextField
          name="session_idle_minutes"
          type="number"
          nullable
          label={members.idle}
          hint={members.idleHint}
          ltr
        />
      </FormBody>
    </Section>
  )
}

export default Desk
