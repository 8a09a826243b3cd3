import type { Member } from '../../api/types.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Badge } from '../../ui/badge.tsx'
import { useSettingsTexts } from '../texts.ts'

/** Who a member is: name, address, and whether it is oneself. */
export const MemberName = ({ member, isSelf }: { member: Member; isSelf: boolean }) => {
  const t = useSettingsTexts().members
  return (
    <span className="flex min-w-0 items-center gap-2.5">
      <Avatar name={member.name} />
      <span className="min-w-0">
        <span className="flex flex-wrap items-center gap-x-2">
          <span className="font-medium">{member.name}</span>
          {isSelf ? <Badge tone="accent">{t.you}</Badge> : null}
        </span>
        <bdi className="block text-[0.8125rem] text-ink-soft">{member.email}</bdi>
      </span>
    </span>
  )
}
