import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { departmentsQuery } from '../../api/desk.ts'
import type { Invitation } from '../../api/types.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/states.tsx'
import { Ago } from '../../ui/time.tsx'
import { allOf } from '../resource/all.ts'
import { Section } from '../resource/screen.tsx'
import { Table } from '../resource/table.tsx'
import { useSettingsTexts } from '../texts.ts'

export const INVITATIONS = '/v1/invitations'

const TONES: Record<Invitation['state'], Tone> = { open: 'info', accepted: 'ok', revoked: 'plain', expired: 'plain' }

/** Who was asked to come, and what became of it. */
export const Invitations = () => {
  const t = useSettingsTexts().members
  const client = useQueryClient()
  const [revoking, setRevoking] = useState<Invitation | null>(null)
  const { data, error, refetch } = useQuery(allOf<Invitation>(INVITATIONS))
  const { data: departments = [] } = useQuery(departmentsQuery)
  const namesOf = (ids: string[]) => departments.filter(({ id }) => ids.includes(id)).map(({ name }) => name)
  return (
    <Section title={t.invitations}>
      {error ? <Problem error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <SkeletonRows rows={2} /> : null}
      {data?.length === 0 ? <p className="text-sm text-ink-faint">{t.noInvitations}</p> : null}
      {data && data.length > 0 ? (
        <Table
          label={t.invitations}
          items={data}
          columns={[
            {
              label: t.invited,
              cell: ({ email, name }) => (
                <span className="flex flex-col items-start">
                  <bdi className="font-medium">{email}</bdi>
                  {name ? <span className="text-[0.8125rem] text-ink-soft">{name}</span> : null}
                </span>
              ),
            },
            {
              label: t.role,
              cell: ({ role, departments: ids }) => (
                <span className="flex flex-col items-start">
                  {t.roles[role]}
                  <span className="text-[0.8125rem] text-ink-soft">{namesOf(ids).join(', ')}</span>
                </span>
              ),
            },
            { label: t.state, cell: ({ state }) => <Badge tone={TONES[state]}>{t.states[state]}</Badge> },
            {
              label: t.until,
              cell: ({ state, expires_at }) => (state === 'open' ? <Ago long at={expires_at} /> : null),
            },
          ]}
          actions={(invitation) =>
            invitation.state === 'open' ? (
              <Button small onClick={() => setRevoking(invitation)}>
                {t.revoke}
              </Button>
            ) : null
          }
        />
      ) : null}
      {revoking ? (
        <Confirm
          open
          danger
          title={`${t.revoke}: ${revoking.email}`}
          action={t.revoke}
          onClose={() => setRevoking(null)}
          onConfirm={async () => {
            await api.delete(`${INVITATIONS}/${revoking.id}`)
            await client.invalidateQueries({ queryKey: ['settings', INVITATIONS] })
          }}
        >
          {t.revokeNote}
        </Confirm>
      ) : null}
    </Section>
  )
}
