import { useQuery } from '@tanstack/react-query'
import { Monitor } from 'lucide-react'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import type { Member } from '../../api/types.ts'
import { Button } from '../../ui/button.tsx'
import { Actions, Dialog } from '../../ui/dialog.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Empty, SkeletonRows } from '../../ui/states.tsx'
import { Ago } from '../../ui/time.tsx'
import { toast, toastProblem } from '../../ui/toasts.tsx'
import { useSettingsTexts } from '../texts.ts'
import { Device } from '../you/device.tsx'

type Session = { id: string; address: string | null; user_agent: string | null; last_seen_at: string }

/** Where a member is signed in, and how an administrator ends that. */
export const MemberSessions = ({ member, onClose }: { member: Member; onClose: () => void }) => {
  const { account: t, members } = useSettingsTexts()
  const [busy, setBusy] = useState(false)
  const path = `/v1/members/${member.id}/sessions`
  const { data, error, refetch } = useQuery({
    queryKey: ['settings', path],
    queryFn: async () => (await api.get<{ data: Session[] }>(path)).data,
    gcTime: 0,
  })
  const end = async () => {
    setBusy(true)
    try {
      const { revoked } = await api.delete<{ revoked: number }>(path)
      toast(t.ended(revoked))
      onClose()
    } catch (thrown) {
      toastProblem(thrown)
      setBusy(false)
    }
  }
  return (
    <Dialog open onClose={onClose} title={`${t.sessions}: ${member.name}`}>
      {error ? <Problem error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <SkeletonRows rows={2} /> : null}
      {data?.length === 0 ? <Empty icon={<Monitor />} title={members.signedOut} /> : null}
      <ul className="divide-y divide-line">
        {data?.map(({ id, address, user_agent, last_seen_at }) => (
          <li key={id} className="py-2 text-sm">
            <span className="block font-medium">
              <Device userAgent={user_agent ?? ''} />
            </span>
            <span className="block text-[0.8125rem] text-ink-soft">
              {address ? <bdi>{address} · </bdi> : null}
              {t.lastSeen} <Ago long at={last_seen_at} />
            </span>
          </li>
        ))}
      </ul>
      {data && data.length > 0 ? (
        <Actions>
          <Button look="danger" busy={busy} onClick={() => void end()}>
            {members.signOut}
          </Button>
        </Actions>
      ) : null}
    </Dialog>
  )
}
