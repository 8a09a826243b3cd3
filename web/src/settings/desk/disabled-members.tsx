import { useQuery, useQueryClient } from '@tanstack/react-query'
import { UserCheck } from 'lucide-react'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import type { Member } from '../../api/types.ts'
import { useTexts } from '../../texts/texts.tsx'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Ago } from '../../ui/time.tsx'
import { toast } from '../../ui/toasts.tsx'
import { allOf } from '../resource/all.ts'
import { Section } from '../resource/screen.tsx'
import { Table } from '../resource/table.tsx'
import { useSettingsTexts } from '../texts.ts'
import { MemberName } from './member-name.tsx'

const PATH = '/v1/members'

/** Who was a member, and can be one again. Nothing is there where there is nobody. */
export const DisabledMembers = () => {
  const shell = useTexts().shell
  const t = useSettingsTexts().members
  const client = useQueryClient()
  const [asked, setAsked] = useState<Member | null>(null)
  const { data = [], error, refetch } = useQuery(allOf<Member>(PATH, { disabled: 'true' }))
  if (error) return <Problem error={error} onRetry={() => void refetch()} />
  if (data.length === 0) return null
  return (
    <Section title={t.disabled}>
      <Table
        label={t.disabled}
        items={data}
        columns={[
          { label: shell.name, cell: (member) => <MemberName member={member} isSelf={false} /> },
          { label: t.role, cell: ({ role }) => t.roles[role] },
          { label: t.since, cell: ({ disabled_at }) => (disabled_at ? <Ago at={disabled_at} /> : null) },
        ]}
        actions={(member) => (
          <Button
            small
            aria-label={`${t.enable}: ${member.name}`}
            icon={<UserCheck aria-hidden className="size-4" />}
            onClick={() => setAsked(member)}
          >
            {t.enable}
          </Button>
        )}
      />
      {asked ? (
        <Confirm
          open
          title={`${t.enable}: ${asked.name}`}
          action={t.enable}
          onClose={() => setAsked(null)}
          onConfirm={async () => {
            await api.post(`${PATH}/${asked.id}/enable`)
            toast(t.enabled(asked.name))
            void client.invalidateQueries({ queryKey: ['members'] })
            await client.invalidateQueries({ queryKey: ['settings', PATH] })
          }}
        >
          {t.enableNote}
        </Confirm>
      ) : null}
    </Section>
  )
}
