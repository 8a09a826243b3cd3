import { useQueryClient } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { sessionQuery, useMay, useSession } from '../../api/session.ts'
import { useTexts } from '../../texts/texts.tsx'
import { Avatar } from '../../ui/avatar.tsx'
import { toast } from '../../ui/toasts.tsx'
import { FormBody, TextField } from '../form/fields.tsx'
import { useForm } from '../form/use-form.ts'
import { Section } from '../resource/screen.tsx'
import { useSettingsTexts } from '../texts.ts'

/** What the team and customers call somebody. Administrators change names, their own too. */
export const Profile = () => {
  const { roles } = useTexts().signIn
  const t = useSettingsTexts().account
  const { member } = useSession()
  const mayRename = useMay('admin')
  return (
    <Section title={t.profile}>
      <div className="flex items-center gap-3">
        <Avatar name={member.name} />
        <div className="min-w-0 text-sm">
          <p className="truncate font-medium">{member.name}</p>
          <p className="truncate text-ink-soft">
            <bdi>{member.email}</bdi> · {roles[member.role]}
          </p>
        </div>
      </div>
      {mayRename ? <NameForm /> : <p className="text-[0.8125rem] text-ink-faint">{t.nameByAdmin}</p>}
    </Section>
  )
}

const NameForm = () => {
  const shell = useTexts().shell
  const t = useSettingsTexts().account
  const client = useQueryClient()
  const { member } = useSession()
  const form = useForm({
    method: 'patch',
    path: '/v1/members/{id}',
    initial: { name: member.name },
    send: (body) => api.patch(`/v1/members/${member.id}`, body),
  })
  const saved = () => {
    toast(shell.saved)
    void client.invalidateQueries(sessionQuery)
    void client.invalidateQueries({ queryKey: ['members'] })
  }
  return (
    <FormBody form={form} action={shell.save} onDone={saved}>
      <TextField name="name" label={shell.name} hint={t.nameHint} required autoComplete="name" />
    </FormBody>
  )
}
