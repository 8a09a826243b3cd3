import { useQuery, useQueryClient } from '@tanstack/react-query'
import { UserMinus, UserPlus, Users } from 'lucide-react'
import { api } from '../../api/client.ts'
import { useMay } from '../../api/session.ts'
import type { Department, Member } from '../../api/types.ts'
import { NotFound } from '../../shell/failure.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { Avatar } from '../../ui/avatar.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Menu, MenuItem } from '../../ui/menu.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Empty, SkeletonRows } from '../../ui/states.tsx'
import { toastProblem } from '../../ui/toasts.tsx'
import { allOf } from '../resource/all.ts'
import { Screen, Section } from '../resource/screen.tsx'
import { useSettingsTexts } from '../texts.ts'

/** One department: who is on its team. */
const DepartmentPage = ({ id }: { id: string }) => {
  const shell = useTexts().shell
  const t = useSettingsTexts().desk
  const client = useQueryClient()
  const mayChange = useMay('admin')
  const path = `/v1/departments/${id}/team`
  const known = useQuery(allOf<Department>('/v1/departments'))
  const found = useQuery(allOf<Member>(path))
  const { data: members = [] } = useQuery(allOf<Member>('/v1/members'))
  const failed = [known, found].find(({ error }) => error)
  if (failed) return <Problem error={failed.error} onRetry={() => void failed.refetch()} />
  const team = found.data
  if (!known.data || !team) return <SkeletonRows />
  const department = known.data.find((one) => one.id === id)
  if (!department) return <NotFound />
  const others = members.filter((member) => !member.disabled_at && !team.some((one) => one.id === member.id))
  const change = (done: Promise<unknown>) =>
    done.then(() => client.invalidateQueries({ queryKey: ['settings', path] }), toastProblem)
  const add =
    mayChange && others.length > 0 ? (
      <Menu
        align="end"
        trigger={
          <Button small icon={<UserPlus aria-hidden className="size-4" />}>
            {t.addToTeam}
          </Button>
        }
      >
        {others.map((member) => (
          <MenuItem key={member.id} onSelect={() => void change(api.put(`${path}/${member.id}`, {}))}>
            {member.name}
          </MenuItem>
        ))}
      </Menu>
    ) : null
  return (
    <Screen title={department.name}>
      <Section title={t.team} intro={t.teamIntro} action={add}>
        {team.length === 0 ? <Empty icon={<Users />} title={t.emptyTeam} /> : null}
        <ul className="divide-y divide-line">
          {team.map((member) => (
            <li key={member.id} className="flex items-center gap-3 py-2">
              <Avatar name={member.name} />
              <span className="min-w-0 flex-1">
                <span className="block truncate text-sm font-medium">{member.name}</span>
                <span className="block truncate text-[0.8125rem] text-ink-soft">{member.email}</span>
              </span>
              {mayChange ? (
                <IconButton
                  label={`${shell.remove}: ${member.name}`}
                  onClick={() => void change(api.delete(`${path}/${member.id}`))}
                >
                  <UserMinus aria-hidden />
                </IconButton>
              ) : null}
            </li>
          ))}
        </ul>
      </Section>
    </Screen>
  )
}

export default DepartmentPage
