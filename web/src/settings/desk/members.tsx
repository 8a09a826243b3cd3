import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { useMay } from '../../api/session.ts'
import { Button } from '../../ui/button.tsx'
import { Screen } from '../resource/screen.tsx'
import { useSettingsTexts } from '../texts.ts'
import { DisabledMembers } from './disabled-members.tsx'
import { Invitations } from './invitations.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { MemberList } from './member-list.tsx'

/** Who is on the desk, and who is asked to come. */
const Members = () => {
  const t = useSettingsTexts()
  const mayChange = useMay('admin')
  const [inviting, setInviting] = useState(false)
  const invite = mayChange ? (
    <Button look="primary" icon={<UserPlus aria-hidden className="size-4" />} onClick={() => setInviting(true)}>
      {t.members.invite}
    </Button>
  ) : null
  return (
    <Screen title={t.pages.members} intro={t.members.intro} action={invite}>
      <MemberList />
      {mayChange ? <Invitations /> : null}
      {mayChange ? <DisabledMembers /> : null}
      {inviting ? <InviteDialog onClose={() => setInviting(false)} /> : null}
    </Screen>
  )
}

export default Members
