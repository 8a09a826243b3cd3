import { useQuery, useQueryClient } from '@tanstack/react-query'
import { RefreshCw, Send } from 'lucide-react'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import type { Webhook } from '../../api/types.ts'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { CopyText } from '../../ui/copy.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/states.tsx'
import { toast, toastProblem } from '../../ui/toasts.tsx'
import { Screen, Section } from '../resource/screen.tsx'
import { useSettingsTexts } from '../texts.ts'
import { DeliveryLog } from './delivery-log.tsx'

/** One webhook: what was sent to it, what came back, and sending it again. */
const WebhookPage = ({ id }: { id: string }) => {
  const t = useSettingsTexts().webhooks
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  const {
    data: webhook,
    error,
    refetch,
  } = useQuery({ queryKey: ['settings', 'webhook', id], queryFn: () => api.get<Webhook>(`/v1/webhooks/${id}`) })
  if (error) return <Problem error={error} onRetry={() => void refetch()} />
  if (!webhook) return <SkeletonRows />
  const sendTest = () =>
    api.post(`/v1/webhooks/${id}/test`).then(() => {
      toast(t.testSent)
      return client.invalidateQueries({ queryKey: ['deliveries', 'webhook', id] })
    }, toastProblem)
  return (
    <Screen
      title={webhook.description || webhook.url}
      action={
        <span className="flex flex-wrap gap-2">
          <Button icon={<RefreshCw aria-hidden className="size-4" />} onClick={() => setAsking(true)}>
            {t.rotate}
          </Button>
          <Button look="primary" icon={<Send aria-hidden className="size-4" />} onClick={() => void sendTest()}>
            {t.test}
          </Button>
        </span>
      }
    >
      <p dir="ltr" className="font-mono text-xs text-ink-soft [overflow-wrap:anywhere]">
        {webhook.url}
      </p>
      {webhook.disabled_reason ? (
        <p className="rounded-md bg-warn-soft p-2.5 text-sm text-warn">{webhook.disabled_reason}</p>
      ) : null}
      {secret ? (
        <Section title={t.secret} intro={t.secretOnce}>
          <CopyText label={t.secret} text={secret} />
        </Section>
      ) : null}
      <DeliveryLog channel="webhook" lane={id} />
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title={t.rotate}
        action={t.rotate}
        onConfirm={async () => setSecret((await api.post<{ secret: string }>(`/v1/webhooks/${id}/rotate`)).secret)}
      >
        {t.rotateNote}
      </Confirm>
    </Screen>
  )
}

export default WebhookPage
