import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { CopyText } from '../../ui/copy.tsx'
import { Switch } from '../../ui/inputs.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/states.tsx'
import { toastProblem } from '../../ui/toasts.tsx'
import { Screen, Section } from '../resource/screen.tsx'
import { useSettingsTexts } from '../texts.ts'

const PATH = '/v1/desk/identity-verification'
type Settings = { enabled: boolean; secret_hint: string | null; updated_at: string | null }
type Changed = Settings & { secret: string | null }

/** What your server signs about whoever is signed in there: a JWT by HS256. */
const SAMPLE = `import { SignJWT } from 'jose'

const secret = new TextEncoder().encode(process.env.LODGE_IDENTITY_SECRET)
const token = await new SignJWT({ email: user.email, name: user.name })
  .setProtectedHeader({ alg: 'HS256' })
  .setSubject(user.id)
  .setExpirationTime('5m')
  .sign(secret)`

/** Whether a widget may speak for a user only with a proof of who that is. */
const IdentityVerification = () => {
  const t = useSettingsTexts().safety
  const client = useQueryClient()
  const [secret, setSecret] = useState<string | null>(null)
  const [rotating, setRotating] = useState(false)
  const queryKey = ['settings', PATH]
  const { data, error, refetch } = useQuery({ queryKey, queryFn: () => api.get<Settings>(PATH) })
  const show = (changed: Changed) => {
    if (changed.secret) setSecret(changed.secret)
    client.setQueryData(queryKey, changed)
  }
  if (error) return <Problem error={error} onRetry={() => void refetch()} />
  if (!data) return <SkeletonRows rows={3} />
  return (
    <Screen title={t.identityTitle} intro={t.identityIntro}>
      <Section title={t.identityTitle}>
        <Switch
          label={t.identityOn}
          checked={data.enabled}
          onCheckedChange={(enabled) => void api.patch<Changed>(PATH, { enabled }).then(show, toastProblem)}
        />
        {data.secret_hint ? (
          <div className="flex flex-wrap items-center gap-3 text-sm">
            <code dir="ltr" className="font-mono text-xs">
              …{data.secret_hint}
            </code>
            <Button small onClick={() => setRotating(true)}>
              {t.newSecret}
            </Button>
          </div>
        ) : null}
        {secret ? (
          <>
            <p className="text-sm">{t.secretOnce}</p>
            <CopyText label={t.secret} text={secret} />
          </>
        ) : null}
      </Section>
      <Section title={t.sampleTitle} intro={t.sampleIntro}>
        <CopyText label="JavaScript" text={SAMPLE} />
      </Section>
      <Confirm
        open={rotating}
        onClose={() => setRotating(false)}
        title={t.newSecret}
        action={t.newSecret}
        danger
        onConfirm={async () => show(await api.post<Changed>(`${PATH}/rotate`))}
      >
        {t.newSecretNote}
      </Confirm>
    </Screen>
  )
}

export default IdentityVerification
