import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Ellipsis, Monitor, Pencil, Users, UserX } from 'lucide-react'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { sessionQuery, useMay, useSession } from '../../api/session.ts'
import type { Member } from '../../api/types.ts'
import { useTexts } from '../../texts/texts.tsx'
import { Badge } from '../../ui/badge.tsx'
import { IconButton } from '../../ui/button.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { Menu, MenuItem } from '../../ui/menu.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Empty, SkeletonRows } from '../../ui/states.tsx'
import { allOf } from '../resource/all.ts'
import { Table } from '../resource/table.tsx'
import { useSettingsTexts } from '../texts.ts'
import { MemberDialog } from './member-dialog.tsx'
import { MemberName } from './member-name.tsx'
import { MemberSessions } from './member-sessions.tsx'

const PATH = '/v1/members'

type Open = { kind: 'edit' | 'sessions' | 'disable'; member: Member }

/** The members, each with what they may do and see. */
export const MemberList = () => {
  const { shell } = useTexts()
  const { members: t, account } = useSettingsTexts()
  const { sessions } = account
  const client = useQueryClient()
  const mayChange = useMay('admin')
  const { member: self } = useSession()
  const [open, setOpen] = useState<Open | null>(null)
  const { data, error, refetch } = useQuery(allOf<Member>(PATH))
  const refresh = async () => {
    // The lists of members to choose from as well, and who one is oneself.
    void client.invalidateQueries({ queryKey: ['members'] })
    void client.invalidateQueries(sessionQuery)
    await client.invalidateQueries({ queryKey: ['settings', PATH] })
  }
  const availabilities = { online: shell.online, away: shell.away, offline: shell.offlineState }
  const actions = (member: Member) => (
    <Menu
      align="end"
      trigger={
        <IconButton label={`${shell.more}: ${member.name}`}>
          <Ellipsis aria-hidden />
        </IconButton>
      }
    >
      <MenuItem icon={<Pencil />} onSelect={() => setOpen({ kind: 'edit', member })}>
        {shell.edit}
      </MenuItem>
      <MenuItem icon={<Monitor />} onSelect={() => setOpen({ kind: 'sessions', member })}>
        {sessions}
      </MenuItem>
      <MenuItem
        icon={<UserX />}
        danger
        disabled={member.id === self.id}
        onSelect={() => setOpen({ kind: 'disable', member })}
      >
        {t.disable}
      </MenuItem>
    </Menu>
  )
  return (
    <>
      {error ? <Problem error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <SkeletonRows rows={4} /> : null}
      {data?.length === 0 ? <Empty icon={<Users />} title={t.none} /> : null}
      {data && data.length > 0 ? (
        <Table
          label={t.intro}
          items={data}
          columns={[
            { label: shell.name, cell: (member) => <MemberName member={member} isSelf={member.id === self.id} /> },
            { label: t.role, cell: ({ role }) => t.roles[role] },
            { label: t.access, cell: ({ access }) => t.accesses[access] },
            {
              label: t.availability,
              cell: ({ availability, away_reason }) => (
                <Badge tone={availability === 'online' ? 'ok' : availability === 'away' ? 'warn' : 'plain'}>
                  {availabilities[availability]}
                  {away_reason ? ` · ${away_reason}` : ''}
                </Badge>
              ),
            },
            {
              label: t.capacity,
              end: true,
              cell: ({ capacity }) => capacity ?? '–',
            },
          ]}
          {...(mayChange ? { actions } : {})}
        />
      ) : null}
      {open?.kind === 'edit' ? (
        <MemberDialog member={open.member} onClose={() => setOpen(null)} onDone={refresh} />
      ) : null}
      {open?.kind === 'sessions' ? <MemberSessions member={open.member} onClose={() => setOpen(null)} /> : null}
      {open?.kind === 'disable' ? (
        <Confirm
          open
          danger
          title={`${t.disable}: ${open.member.name}`}
          action={t.disable}
          onClose={() => setOpen(null)}
          onConfirm={async () => {
            await api.delete(`${PATH}/${open.member.id}`)
            await refresh()
          }}
        >
          {t.disableNote}
        </Confirm>
      ) : null}
    </>
  )
}
