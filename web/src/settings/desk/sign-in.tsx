import { KeySquare } from 'lucide-react'
import type { SignInProvider } from '../../api/types.ts'
import { useTexts } from '../../texts/texts.tsx'
import { CopyText } from '../../ui/copy.tsx'
import { SelectField, TextField, WordsField } from '../form/fields.tsx'
import { type Resource, ResourceScreen } from '../resource/resource.tsx'
import { useSettingsTexts } from '../texts.ts'

/** The desk's own providers of identity, by which its people sign in. */
const SignIn = () => {
  const { shell } = useTexts()
  const t = useSettingsTexts().members
  const joinsAs = (role: SignInProvider['auto_join_role']) => (role ? t.joinsAs(t.roles[role]) : t.joinsNone)
  const resource: Resource<SignInProvider> = {
    path: '/v1/sign-in-providers',
    title: useSettingsTexts().pages.signIn,
    intro: t.providersIntro,
    icon: <KeySquare />,
    add: t.addProvider,
    empty: t.noProviders,
    nameOf: ({ name }) => name,
    columns: [
      { label: shell.name, cell: ({ name }) => <span className="font-medium">{name}</span> },
      { label: t.issuer, cell: ({ issuer }) => <bdi>{issuer}</bdi> },
      { label: t.domains, cell: ({ allowed_domains }) => <bdi>{allowed_domains.join(', ') || shell.all}</bdi> },
      { label: t.joins, cell: ({ auto_join_role }) => joinsAs(auto_join_role) },
    ],
    initial: { name: '', issuer: '', client_id: '', client_secret: '', allowed_domains: [], auto_join_role: null },
    toForm: ({ name, allowed_domains, auto_join_role }) => ({ name, allowed_domains, auto_join_role }),
    // Empty where it is changed: the secret before stays.
    toBody: ({ client_secret, ...rest }) => (client_secret === undefined ? rest : { ...rest, client_secret }),
    deleteNote: t.deleteProvider,
    made: ({ id }) => <RedirectUri id={id} />,
    fields: (provider) => (
      <>
        {provider ? <RedirectUri id={provider.id} /> : null}
        <TextField name="name" label={shell.name} hint={t.providerName} required />
        {provider ? null : (
          <>
            <TextField name="issuer" type="url" label={t.issuer} hint={t.issuerHint} required ltr />
            <TextField name="client_id" label={t.clientId} required ltr />
          </>
        )}
        <TextField
          name="client_secret"
          type="password"
          label={t.clientSecret}
          hint={provider ? t.secretStays : undefined}
          required={!provider}
          autoComplete="new-password"
          ltr
        />
        <WordsField name="allowed_domains" label={t.domains} hint={t.domainsHint} />
        <SelectField
          name="auto_join_role"
          label={t.joins}
          none={t.joinsNone}
          options={[
            ['agent', t.joinsAs(t.roles.agent)],
            ['light_agent', t.joinsAs(t.roles.light_agent)],
          ]}
        />
      </>
    ),
  }
  return <ResourceScreen resource={resource} />
}

/** What the provider has to be told, once the desk knows it. */
const RedirectUri = ({ id }: { id: string }) => {
  const t = useSettingsTexts().members
  return (
    <div className="flex flex-col gap-1.5">
      <p className="text-sm">{t.redirectIntro}</p>
      <CopyText label={t.redirect} text={`${location.origin}/auth/callback/${id}`} />
    </div>
  )
}

export default SignIn
