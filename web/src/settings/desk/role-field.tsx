import type { MemberRole } from '../../api/types.ts'
import { SelectField } from '../form/fields.tsx'
import { useFormContext } from '../form/use-form.ts'
import { useSettingsTexts } from '../texts.ts'

const ROLES: readonly MemberRole[] = ['owner', 'admin', 'agent', 'light_agent']

/** What somebody may do. Only owners make owners. */
export const RoleField = ({ withOwner }: { withOwner: boolean }) => {
  const t = useSettingsTexts().members
  const chosen = useFormContext().value('role')
  const role = ROLES.find((one) => one === chosen)
  return (
    <SelectField
      name="role"
      label={t.role}
      hint={role ? t.roleHints[role] : undefined}
      options={ROLES.filter((one) => withOwner || one !== 'owner').map((one) => [one, t.roles[one]] as const)}
    />
  )
}
