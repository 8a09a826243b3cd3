import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Suspense } from 'react'
import { api } from '../../../api/client.ts'
import type { SlackConnection } from '../../../api/types.ts'
import { useTexts } from '../../../texts/texts.tsx'
import { Badge } from '../../../ui/badge.tsx'
import { CopyText } from '../../../ui/copy.tsx'
import { Problem } from '../../../ui/problem.tsx'
import { SkeletonRows } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toasts.tsx'
import { FormBody, TextField } from '../../form/fields.tsx'
import { useForm } from '../../form/use-form.ts'
import { Screen, Section } from '../../resource/screen.tsx'
import { useSettingsTexts } from '../../texts.ts'
import { DeliveryLog } from '../delivery-log.tsx'
import { requestUrls } from './manifest.ts'

/** One connection to Slack: a test of it, what Slack has to know, and what went and came. */
const ConnectionPage = ({ id }: { id: string }) => {
  const shell = useTexts().shell
  const t = useSettingsTexts().slack
  const { data, error, refetch } = useQuery({
    queryKey: ['settings', '/v1/slack-connections', id],
    queryFn: () => api.get<SlackConnection>(`/v1/slack-connections/${id}`),
  })
  if (error) return <Problem error={error} onRetry={() => void refetch()} />
  if (!data) return <SkeletonRows />
  const { enabled, interactions_path, events_path } = data
  return (
    <Screen
      title={data.name}
      intro={t.kinds[data.kind]}
      action={<Badge tone={enabled ? 'ok' : 'warn'}>{enabled ? shell.on : shell.off}</Badge>}
    >
      {enabled ? (
        <Section title={t.test} intro={t.testIntro}>
          <Suspense fallback={<SkeletonRows rows={1} />}>
            <TestForm connection={data} />
          </Suspense>
        </Section>
      ) : null}
      {data.kind === 'app' ? (
        <Section title={t.comeBack} intro={interactions_path ? t.comeBackIntro : t.notBack}>
          {interactions_path && events_path ? (
            <CopyText label={t.comeBack} text={requestUrls(location.origin, interactions_path, events_path)} />
          ) : null}
        </Section>
      ) : null}
      <DeliveryLog channel="slack" lane={id} title={t.sent} />
      {data.interactive ? (
        <DeliveryLog channel="slack" lane={`${id}.received`} title={t.received} intro={t.receivedIntro} />
      ) : null}
    </Screen>
  )
}

const TestForm = ({ connection: { id, kind } }: { connection: SlackConnection }) => {
  const t = useSettingsTexts().slack
  const client = useQueryClient()
  const form = useForm({
    method: 'post',
    path: '/v1/slack-connections/{id}/test',
    initial: {},
    toBody: ({ channel }) => (channel ? { channel } : {}),
    send: (body) => api.post(`/v1/slack-connections/${id}/test`, body),
  })
  return (
    <FormBody
      form={form}
      action={t.test}
      onDone={() => {
        toast(t.testSent)
        void client.invalidateQueries({ queryKey: ['deliveries', 'slack', id] })
      }}
    >
      {kind === 'app' ? (
        <TextField name="channel" label={t.channel} hint={t.testChannelHint} placeholder="C0123456789" ltr />
      ) : null}
    </FormBody>
  )
}

export default ConnectionPage
