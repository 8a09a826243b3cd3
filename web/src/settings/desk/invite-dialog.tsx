import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { api } from '../../api/client.ts'
import { departmentsQuery } from '../../api/desk.ts'
import { useSession } from '../../api/session.ts'
import type { Invitation } from '../../api/types.ts'
import { useTexts } from '../../texts/texts.tsx'
import { Button } from '../../ui/button.tsx'
import { CopyText } from '../../ui/copy.tsx'
import { Actions, Dialog } from '../../ui/dialog.tsx'
import { SkeletonRows } from '../../ui/states.tsx'
import { FormBody, TextField } from '../form/fields.tsx'
import { TicksField } from '../form/ticks.tsx'
import { useForm } from '../form/use-form.ts'
import { useSettingsTexts } from '../texts.ts'
import { INVITATIONS } from './invitations.tsx'
import { RoleField } from './role-field.tsx'

type Invited = Invitation & { link: string | null }

/** Asks somebody to come, and shows the link that lets them in, this once. */
export const InviteDialog = ({ onClose }: { onClose: () => void }) => {
  const { shell } = useTexts()
  const t = useSettingsTexts().members
  const client = useQueryClient()
  const [invited, setInvited] = useState<Invited | null>(null)
  const done = (made: Invited) => {
    setInvited(made)
    void client.invalidateQueries({ queryKey: ['settings', INVITATIONS] })
  }
  return (
    <Dialog
      open
      title={invited ? invited.email : t.invite}
      description={invited ? t.linkOnce : t.inviteIntro}
      // The link is shown this once: a click beside it does not take it away.
      onClose={invited ? () => {} : onClose}
    >
      {invited ? (
        <>
          {invited.link ? <CopyText label={t.link} text={invited.link} /> : null}
          <Actions>
            <Button look="primary" onClick={onClose}>
              {shell.close}
            </Button>
          </Actions>
        </>
      ) : (
        <Suspense fallback={<SkeletonRows rows={4} />}>
          <InviteForm onClose={onClose} onInvited={done} />
        </Suspense>
      )}
    </Dialog>
  )
}

const InviteForm = ({ onClose, onInvited }: { onClose: () => void; onInvited: (made: Invited) => void }) => {
  const { shell } = useTexts()
  const t = useSettingsTexts().members
  const { member: self } = useSession()
  const { data: departments = [] } = useQuery(departmentsQuery)
  const form = useForm({
    method: 'post',
    path: INVITATIONS,
    initial: { email: '', role: 'agent', departments: [] },
    send: async (body) => onInvited(await api.post<Invited>(INVITATIONS, body)),
  })
  return (
    <FormBody form={form} action={t.invite} onCancel={onClose}>
      <TextField name="email" type="email" label={shell.email} required ltr />
      <TextField name="name" label={shell.name} />
      <RoleField withOwner={self.role === 'owner'} />
      <TicksField
        name="departments"
        label={t.inviteDepartments}
        options={departments.map(({ id, name }) => [id, name] as const)}
      />
    </FormBody>
  )
}
