import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, type PageOf } from '../../../api/client.ts'
import type { HookDelivery } from '../../../api/types.ts'
import { useLanguage } from '../../../texts/texts.tsx'
import { Field } from '../../../ui/field.tsx'
import { Select, TextArea } from '../../../ui/inputs.tsx'
import { Problem } from '../../../ui/problem.tsx'
import { SkeletonRows } from '../../../ui/states.tsx'
import { moment } from '../../../ui/time.tsx'
import { useFormContext } from '../../form/use-form.ts'
import { useSettled } from '../../form/use-settled.ts'
import { Section } from '../../resource/screen.tsx'
import { useSettingsTexts } from '../../texts.ts'
import { toHookDraft } from './hook-body.ts'
import type { HookPreview, Payload } from './hook-types.ts'
import { readPayload } from './payload.ts'
import { PayloadTree } from './payload-tree.tsx'
import { PreviewedTicket } from './previewed-ticket.tsx'
import { SAMPLES } from './sources.ts'

/** Those that can be chosen from: older ones are in the log below. */
const RECENT = 20

const SAMPLE = 'sample'
const OWN = 'own'

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What a payload would become by the mapping as it is typed. `chosen` is a delivery's id, `sample` or `own`. */
export const MappingPreview = ({
  hookId,
  source,
  chosen,
  onChoose,
}: {
  hookId: string
  source: keyof typeof SAMPLES
  chosen: string | null
  onChoose: (chosen: string) => void
}) => {
  const t = useSettingsTexts().hooks
  const language = useLanguage()
  const form = useFormContext()
  const [text, setText] = useState('')
  const { data: recent } = useQuery({
    queryKey: ['hook-deliveries', hookId, 'recent'],
    queryFn: () => api.get<PageOf<HookDelivery>>(`/v1/hooks/${hookId}/deliveries`, { limit: RECENT }),
  })
  const kept = recent?.data ?? []
  const taken = chosen ?? kept[0]?.id ?? SAMPLE
  const isKept = taken !== SAMPLE && taken !== OWN
  const { data: came } = useQuery({
    queryKey: ['hook-payload', hookId, taken],
    queryFn: () => api.get<HookDelivery & Payload>(`/v1/hooks/${hookId}/deliveries/${taken}`),
    enabled: isKept,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const given = taken === SAMPLE ? SAMPLES[source] : parsed(text)
  const payload = isKept ? came && readPayload(came.content_type, came.body) : given
  const draft = JSON.stringify({
    ...toHookDraft(form.values),
    ...(isKept ? { delivery_id: taken, hook_id: hookId } : { payload: given }),
  })
  const asked = useSettled(draft)
  const isAskable = recent !== undefined && (isKept || given !== undefined)
  const { data, error, isPending, isPlaceholderData } = useQuery({
    queryKey: ['hook-preview', asked],
    queryFn: () => api.post<HookPreview>('/v1/hooks/preview', JSON.parse(asked)),
    enabled: isAskable,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  })
  // What is shown is of another payload, or of the mapping before.
  const isOld = isPlaceholderData || asked !== draft
  return (
    <Section title={t.preview} intro={t.previewIntro}>
      <Field label={t.payload}>
        <Select value={taken} onChange={({ target }) => onChoose(target.value)}>
          {kept.map(({ id, received_at, state }) => (
            <option key={id} value={id}>
              {moment(received_at, language)} · {t.states[state]}
            </option>
          ))}
          {isKept && !kept.some(({ id }) => id === taken) ? (
            <option value={taken}>{came ? moment(came.received_at, language) : taken}</option>
          ) : null}
          <option value={SAMPLE}>{t.sample}</option>
          <option value={OWN}>{t.own}</option>
        </Select>
      </Field>
      {taken === OWN ? (
        <Field label={t.pasteHere} error={text !== '' && given === undefined ? t.notJson : undefined}>
          <TextArea
            dir="ltr"
            rows={6}
            className="font-mono text-xs"
            placeholder='{ "email": "ann@example.com" }'
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        </Field>
      ) : null}
      {payload === undefined ? null : <PayloadTree payload={payload} />}
      {came && payload === undefined && isKept ? <p className="text-[0.8125rem] text-ink-soft">{t.notTree}</p> : null}
      <div aria-live="polite" aria-busy={isOld} className={`flex flex-col gap-3 ${isOld ? 'opacity-50' : ''}`}>
        {error ? <Problem error={error} /> : null}
        {isAskable && isPending && !error ? <SkeletonRows rows={3} /> : null}
        {isAskable && data && !error ? <PreviewedTicket preview={data} /> : null}
      </div>
    </Section>
  )
}
