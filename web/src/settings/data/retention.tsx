import { useQuery } from '@tanstack/react-query'
import { Suspense } from 'react'
import { api } from '../../api/client.ts'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/states.tsx'
import { Screen, Section } from '../resource/screen.tsx'
import { useSettingsTexts } from '../texts.ts'
import { LastDeleted } from './last-deleted.tsx'
import { RetentionForm } from './retention-form.tsx'
import { ALWAYS, type Retention as Answer, RETENTION } from './retention-types.ts'

/** How long the desk keeps what, and what goes in any case. */
const Retention = () => {
  const t = useSettingsTexts()
  const { data, error, refetch } = useQuery({
    queryKey: ['settings', RETENTION],
    queryFn: () => api.get<Answer>(RETENTION),
  })
  return (
    <Screen title={t.pages.retention} intro={t.data.retentionIntro}>
      {error ? <Problem error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <SkeletonRows rows={5} /> : null}
      {data ? (
        <>
          <Suspense fallback={<SkeletonRows rows={5} />}>
            <RetentionForm retention={data} />
          </Suspense>
          <LastDeleted />
          <Section title={t.data.alwaysTitle}>
            <dl className="flex flex-col gap-1 text-sm">
              {ALWAYS.map((name) => (
                <div key={name} className="flex justify-between gap-3">
                  <dt className="text-ink-soft">{t.data.always[name]}</dt>
                  <dd>{t.data.afterDays(data.always[name])}</dd>
                </div>
              ))}
            </dl>
          </Section>
        </>
      ) : null}
    </Screen>
  )
}

export default Retention
