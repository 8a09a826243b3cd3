import { Suspense } from 'react'
import { api } from '../../api/client.ts'
import { useSession } from '../../api/session.ts'
import type { Member } from '../../api/types.ts'
import { useTexts } from '../../texts/texts.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { SkeletonRows } from '../../ui/states.tsx'
import { FormBody, SelectField, TextField } from '../form/fields.tsx'
import type { Body } from '../form/paths.ts'
import { useForm } from '../form/use-form.ts'
import { useSettingsTexts } from '../texts.ts'
import { RoleField } from './role-field.tsx'

type Props = { member: Member; onClose: () => void; onDone: () => Promise<void> }

/** What a member is called, may do and see, and how many tickets they are given. */
export const MemberDialog = (props: Props) => (
  <Dialog open side title={props.member.name} onClose={props.onClose}>
    <Suspense fallback={<SkeletonRows rows={4} />}>
      <MemberForm {...props} />
    </Suspense>
  </Dialog>
)

const seesAll = (role: unknown): boolean => role === 'owner' || role === 'admin'

/** Who runs the desk sees all of it: the API takes nothing else. */
const toBody = (values: Body): Body => (seesAll(values.role) ? { ...values, access: 'all' } : values)

const MemberForm = ({ member, onClose, onDone }: Props) => {
  const { shell } = useTexts()
  const t = useSettingsTexts().members
  const { member: self } = useSession()
  const { name, role, access, availability, capacity, external_ref } = member
  const form = useForm({
    method: 'patch',
    path: '/v1/members/{id}',
    initial: { name, role, access, availability, capacity, external_ref },
    toBody,
    send: (body) => api.patch(`/v1/members/${member.id}`, body),
  })
  const saved = () => {
    void onDone()
    onClose()
  }
  return (
    <FormBody form={form} action={shell.save} onDone={saved} onCancel={onClose}>
      <TextField name="name" label={shell.name} required />
      <RoleField withOwner={self.role === 'owner' || role === 'owner'} />
      {seesAll(form.value('role')) ? null : (
        <SelectField
          name="access"
          label={t.access}
          hint={t.accessHint}
          options={[
            ['all', t.accesses.all],
            ['departments', t.accesses.departments],
          ]}
        />
      )}
      <SelectField
        name="availability"
        label={t.availability}
        options={[
          ['online', shell.online],
          ['away', shell.away],
          ['offline', shell.offlineState],
        ]}
      />
      <TextField name="capacity" type="number" nullable label={t.capacity} hint={t.capacityHint} ltr />
      <TextField name="external_ref" nullable label={t.externalRef} ltr />
    </FormBody>
  )
}
