import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import { ApiProblem } from '../../../api/problem.ts'
import { useTexts } from '../../../texts/texts.tsx'
import { Button } from '../../../ui/button.tsx'
import { Confirm } from '../../../ui/confirm.tsx'
import { CopyText } from '../../../ui/copy.tsx'
import { Problem } from '../../../ui/problem.tsx'
import { SkeletonRows } from '../../../ui/states.tsx'
import { FormBody, TextField } from '../../form/fields.tsx'
import { useForm } from '../../form/use-form.ts'
import { Section } from '../../resource/screen.tsx'
import { useSettingsTexts } from '../../texts.ts'

type Epilog = { url: string | null; timeout_seconds: number; created_at: string }

/** An epilog, or null where there is none: that is no error. */
const readEpilog = (path: string): Promise<Epilog | null> =>
  api.get<Epilog>(path).catch((error: unknown) => {
    if (error instanceof ApiProblem && error.code === 'epilog_not_found') return null
    throw error
  })

/** Which other system is told of the runs, and confirms them. */
export const EpilogSection = ({ id }: { id: string }) => {
  const shell = useTexts().shell
  const t = useSettingsTexts().interventions
  const webhooks = useSettingsTexts().webhooks
  const client = useQueryClient()
  const [secret, setSecret] = useState<string | null>(null)
  const [asking, setAsking] = useState(false)
  const path = `/v1/interventions/${id}/epilog`
  const queryKey = ['settings', path]
  const { data, error, refetch } = useQuery({ queryKey, queryFn: () => readEpilog(path) })
  const remove =
    data === null || data === undefined ? null : (
      <Button small look="danger" onClick={() => setAsking(true)}>
        {shell.remove}
      </Button>
    )
  return (
    <Section title={t.epilog} intro={t.epilogIntro} action={remove}>
      {error ? <Problem error={error} onRetry={() => void refetch()} /> : null}
      {data === undefined && !error ? <SkeletonRows rows={2} /> : null}
      {data === undefined ? null : (
        <EpilogForm
          key={data?.created_at ?? ''}
          path={path}
          epilog={data}
          onSaved={(made) => {
            setSecret(made)
            void client.invalidateQueries({ queryKey })
          }}
        />
      )}
      {secret ? (
        <div className="flex flex-col gap-1.5">
          <p className="text-sm">{webhooks.secretOnce}</p>
          <CopyText label={webhooks.secret} text={secret} />
        </div>
      ) : null}
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title={t.removeEpilog}
        action={shell.remove}
        danger
        onConfirm={async () => {
          await api.delete(path)
          setSecret(null)
          await client.invalidateQueries({ queryKey })
        }}
      >
        {t.removeEpilogNote}
      </Confirm>
    </Section>
  )
}

const EpilogForm = ({
  path,
  epilog,
  onSaved,
}: {
  path: string
  epilog: Epilog | null
  onSaved: (secret: string) => void
}) => {
  const t = useSettingsTexts().interventions
  const form = useForm({
    method: 'put',
    path: '/v1/interventions/{id}/epilog',
    initial: { url: epilog?.url ?? null, timeout_seconds: epilog?.timeout_seconds ?? 10 },
    send: async (body) => onSaved((await api.put<{ secret: string }>(path, body)).secret),
  })
  return (
    <FormBody form={form} action={epilog ? t.setAgain : t.setEpilog}>
      <TextField name="url" type="url" label={t.url} hint={t.urlHint} placeholder="https://" nullable ltr />
      <TextField name="timeout_seconds" type="number" label={t.timeout} />
    </FormBody>
  )
}
