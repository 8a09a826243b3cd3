import { useQueryClient } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { sessionQuery, useMay, useSession } from '../../api/session.ts'
import { useTexts } from '../../texts/texts.tsx'
import { Avatar } from '../../ui/avatar.tsx'
import { toast } from '../../ui/toasts.tsx'
import { FormBody, TextField } from '../form/fields.tsx'
import { SignatureField } from '../form/signature-field.tsx'
import { useForm } from '../form/use-form.ts'
import { Section } from '../resource/screen.tsx'
import { useSettingsTexts } from '../texts.ts'

/** What the team and customers call somebody, and what stands below what they answer. */
export const Profile = () => {
  const { roles } = useTexts().signIn
  const t = useSettingsTexts().account
  const { member } = useSession()
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
      <OwnForm />
    </Section>
  )
}

const OwnForm = () => {
  const shell = useTexts().shell
  const { account: t, signature: hints } = useSettingsTexts()
  const client = useQueryClient()
  const { member, signature } = useSession()
  const mayReply = useMay('tickets:write')
  const form = useForm({
    method: 'patch',
    path: '/v1/session',
    initial: { name: member.name, signature },
    send: (body) => api.patch('/v1/session', body),
  })
  const saved = () => {
    toast(shell.saved)
    void client.invalidateQueries(sessionQuery)
    void client.invalidateQueries({ queryKey: ['members'] })
    void client.invalidateQueries({ queryKey: ['settings', '/v1/members'] })
    void client.invalidateQueries({ queryKey: ['signature'] })
  }
  return (
    <FormBody form={form} action={shell.save} onDone={saved}>
      <TextField name="name" label={shell.name} hint={t.nameHint} required autoComplete="name" />
      {mayReply ? <SignatureField hint={hints.own} /> : null}
    </FormBody>
  )
}
