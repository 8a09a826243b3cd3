import { useQuery } from '@tanstack/react-query'
import { LogIn } from 'lucide-react'
import { api } from '../../api/client.ts'
import { type Methods, methodsQuery } from '../../sign-in/auth.ts'
import { useAction } from '../../sign-in/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Section } from '../resource/screen.tsx'
import { useSettingsTexts } from '../texts.ts'

/** The desk's own providers, each of which may sign in whoever links it here. */
export const Providers = () => {
  const t = useSettingsTexts().account
  const { data: methods } = useQuery(methodsQuery)
  if (!methods || methods.oidc.length === 0) return null
  return (
    <Section title={t.providers} intro={t.providersIntro}>
      <ul className="flex flex-wrap gap-2">
        {methods.oidc.map((provider) => (
          <li key={provider.id}>
            <LinkButton provider={provider} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

const LinkButton = ({ provider }: { provider: Methods['oidc'][number] }) => {
  const t = useSettingsTexts().account
  const action = useAction(async () => {
    const { url } = await api.post<{ url: string }>('/auth/link-social', {
      provider: provider.id,
      callbackURL: '/settings/account',
    })
    location.assign(url)
  })
  return (
    <div className="flex flex-col gap-2">
      <Button
        icon={<LogIn aria-hidden className="size-4" />}
        busy={action.busy}
        onClick={() => void action.start(new FormData())}
      >
        {t.link(provider.name)}
      </Button>
      {action.error ? <Problem error={action.error} /> : null}
    </div>
  )
}
