import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Monitor } from 'lucide-react'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/states.tsx'
import { Ago } from '../../ui/time.tsx'
import { toast, toastProblem } from '../../ui/toasts.tsx'
import { Section } from '../resource/screen.tsx'
import { useSettingsTexts } from '../texts.ts'
import { Device } from './device.tsx'

const PATH = '/v1/sessions'

type OwnSession = {
  id: string
  current: boolean
  address: string | null
  user_agent: string | null
  created_at: string
  last_seen_at: string
}

/** Where somebody is signed in, and how they end that. */
export const Sessions = () => {
  const t = useSettingsTexts().account
  const client = useQueryClient()
  const [ending, setEnding] = useState<string | null>(null)
  const { data, error, refetch } = useQuery({
    queryKey: ['own-sessions'],
    queryFn: () => api.get<{ data: OwnSession[] }>(PATH),
  })
  const end = async (path: string) => {
    setEnding(path)
    try {
      const { revoked } = await api.delete<{ revoked: number }>(path)
      toast(t.ended(revoked))
      await client.invalidateQueries({ queryKey: ['own-sessions'] })
    } catch (thrown) {
      toastProblem(thrown)
    } finally {
      setEnding(null)
    }
  }
  const sessions = data?.data ?? []
  const all =
    sessions.length > 1 ? (
      <Button small look="danger" busy={ending === PATH} onClick={() => void end(PATH)}>
        {t.endAll}
      </Button>
    ) : null
  return (
    <Section title={t.sessions} intro={t.sessionsIntro} action={all}>
      {error ? <Problem error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <SkeletonRows rows={2} /> : null}
      <ul className="divide-y divide-line">
        {sessions.map((session) => (
          <li key={session.id} className="flex items-center gap-3 py-2">
            <Monitor aria-hidden className="size-5 shrink-0 text-ink-faint" />
            <span className="min-w-0 flex-1 text-sm">
              <span className="flex flex-wrap items-center gap-2">
                <span className="font-medium">
                  <Device userAgent={session.user_agent ?? ''} />
                </span>
                {session.current ? <Badge tone="accent">{t.thisOne}</Badge> : null}
              </span>
              <span className="block text-[0.8125rem] text-ink-soft">
                {session.address ? (
                  <>
                    <bdi>{session.address}</bdi> ·{' '}
                  </>
                ) : null}
                {t.lastSeen} <Ago long at={session.last_seen_at} />
              </span>
            </span>
            {session.current ? null : (
              <Button small busy={ending === `${PATH}/${session.id}`} onClick={() => void end(`${PATH}/${session.id}`)}>
                {t.end}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
