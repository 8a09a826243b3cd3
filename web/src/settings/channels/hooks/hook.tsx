import { useQuery, useQueryClient } from '@tanstack/react-query'
import { RefreshCw } from 'lucide-react'
import { Suspense, useRef, useState } from 'react'
import { api } from '../../../api/client.ts'
import { useTexts } from '../../../texts/texts.tsx'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { Confirm } from '../../../ui/confirm.tsx'
import { CopyText } from '../../../ui/copy.tsx'
import { Problem } from '../../../ui/problem.tsx'
import { SkeletonRows } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toasts.tsx'
import { WithCode } from '../../../ui/with-code.tsx'
import { FormBody, TextField } from '../../form/fields.tsx'
import { useForm } from '../../form/use-form.ts'
import { Screen, Section } from '../../resource/screen.tsx'
import { useSettingsTexts } from '../../texts.ts'
import { HookDeliveries } from './deliveries.tsx'
import { fromHook, toHookChanges } from './hook-body.ts'
import { HookFields } from './hook-fields.tsx'
import type { HookAnswer } from './hook-types.ts'
import { useSourceName } from './hooks.tsx'
import { DefaultFields, MappingFields } from './mapping-fields.tsx'
import { MappingPreview } from './preview.tsx'

/** One hook: its address, what its payloads become, and what it received. */
const HookPage = ({ id }: { id: string }) => {
  const t = useSettingsTexts().hooks
  const nameOfSource = useSourceName()
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const [tried, setTried] = useState<string | null>(null)
  const form = useRef<HTMLDivElement>(null)
  const queryKey = ['settings', '/v1/hooks', id]
  const { data, error, refetch } = useQuery({ queryKey, queryFn: () => api.get<HookAnswer>(`/v1/hooks/${id}`) })
  if (error) return <Problem error={error} onRetry={() => void refetch()} />
  if (!data) return <SkeletonRows />
  const rotate = async () => {
    client.setQueryData(queryKey, await api.post<HookAnswer>(`/v1/hooks/${id}/rotate`))
    toast(t.rotated)
  }
  return (
    <Screen
      wide
      title={data.name}
      intro={nameOfSource(data.source)}
      action={
        <span className="flex flex-wrap items-center gap-2">
          {data.revoked_at ? <Badge tone="danger">{t.revoked}</Badge> : null}
          <Button icon={<RefreshCw aria-hidden className="size-4" />} onClick={() => setAsking(true)}>
            {t.rotate}
          </Button>
        </span>
      }
    >
      <Section title={t.address} intro={data.url ? t.addressIntro : t.addressGone}>
        {data.url ? <CopyText label={t.address} text={data.url} /> : null}
        {data.setup ? (
          <p dir="auto" className="text-[0.8125rem] text-ink-soft">
            <WithCode text={data.setup.instructions} />
          </p>
        ) : null}
        {data.setup?.script ? (
          <details className="text-sm">
            <summary className="cursor-pointer font-medium">{t.script}</summary>
            <div className="mt-2">
              <CopyText label={t.script} text={data.setup.script} />
            </div>
          </details>
        ) : null}
      </Section>
      <div ref={form}>
        <Suspense fallback={<SkeletonRows rows={6} />}>
          <HookForm key={data.updated_at} hook={data} tried={tried} onTry={setTried} />
        </Suspense>
      </div>
      <HookDeliveries
        hookId={id}
        onTry={(deliveryId) => {
          setTried(deliveryId)
          form.current?.scrollIntoView()
        }}
      />
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title={t.rotate}
        action={t.rotate}
        danger
        onConfirm={rotate}
      >
        {t.rotateNote}
      </Confirm>
    </Screen>
  )
}

/** Everything that can be changed of a hook, beside what a payload would become by it. */
const HookForm = ({
  hook,
  tried,
  onTry,
}: {
  hook: HookAnswer
  tried: string | null
  onTry: (chosen: string) => void
}) => {
  const shell = useTexts().shell
  const t = useSettingsTexts().hooks
  const client = useQueryClient()
  const form = useForm({
    method: 'patch',
    path: '/v1/hooks/{id}',
    initial: fromHook(hook),
    toBody: toHookChanges,
    send: async (body) => {
      await api.patch(`/v1/hooks/${hook.id}`, body)
      await client.invalidateQueries({ queryKey: ['settings', '/v1/hooks'] })
    },
  })
  return (
    <FormBody form={form} action={shell.save} onDone={() => toast(shell.saved)}>
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
        <div className="flex min-w-0 flex-col gap-5">
          <Section title={t.about}>
            <TextField name="name" label={shell.name} required />
            <HookFields signed={hook.signed} />
          </Section>
          <MappingFields />
          <DefaultFields />
        </div>
        <div className="min-w-0 lg:sticky lg:top-4">
          <MappingPreview hookId={hook.id} source={hook.source} chosen={tried} onChoose={onTry} />
        </div>
      </div>
    </FormBody>
  )
}

export default HookPage
