import { useQuery } from '@tanstack/react-query'
import { api } from '../../../api/client.ts'
import type { HookDelivery } from '../../../api/types.ts'
import { Button } from '../../../ui/button.tsx'
import { CopyText } from '../../../ui/copy.tsx'
import { Problem } from '../../../ui/problem.tsx'
import { SkeletonRows } from '../../../ui/states.tsx'
import { useSettingsTexts } from '../../texts.ts'
import type { Payload } from './hook-types.ts'

/** A payload as it came, and the headers that say what it is. */
export const KeptPayload = ({ hookId, id, onTry }: { hookId: string; id: string; onTry: () => void }) => {
  const t = useSettingsTexts().hooks
  const { data, error, refetch } = useQuery({
    queryKey: ['hook-payload', hookId, id],
    queryFn: () => api.get<HookDelivery & Payload>(`/v1/hooks/${hookId}/deliveries/${id}`),
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (error) return <Problem error={error} onRetry={() => void refetch()} />
  if (!data) return <SkeletonRows rows={4} />
  const headers = [
    ...(data.content_type ? [`content-type: ${data.content_type}`] : []),
    ...Object.entries(data.headers).map(([name, value]) => `${name}: ${value}`),
  ]
  return (
    <div className="flex flex-col gap-3 text-sm">
      {data.detail ? <p className="rounded-md bg-sunken p-2.5 [overflow-wrap:anywhere]">{data.detail}</p> : null}
      <Button className="self-start" onClick={onTry}>
        {t.tryThis}
      </Button>
      {headers.length > 0 ? (
        <>
          <h3 className="font-medium">{t.headers}</h3>
          <CopyText label={t.headers} text={headers.join('\n')} />
        </>
      ) : null}
      <h3 className="font-medium">{t.payload}</h3>
      {data.body === null ? <p className="text-ink-soft">{t.binary}</p> : null}
      <CopyText label={t.payload} text={pretty(data.body ?? data.body_base64)} />
    </div>
  )
}

const pretty = (text: string): string => {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
