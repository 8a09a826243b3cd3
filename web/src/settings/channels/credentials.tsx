import { useQuery } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import type { Credential, Department, Member } from '../../api/types.ts'
import { useTexts } from '../../texts/texts.tsx'
import { Badge } from '../../ui/badge.tsx'
import { CopyText } from '../../ui/copy.tsx'
import { Ago } from '../../ui/time.tsx'
import { SelectField, TextField } from '../form/fields.tsx'
import { useFormContext } from '../form/use-form.ts'
import { allOf } from '../resource/all.ts'
import { type Resource, ResourceScreen } from '../resource/resource.tsx'
import { useSettingsTexts } from '../texts.ts'
import { SampleTabs } from './sample-tabs.tsx'
import { sampleSets } from './samples.ts'
import { AbilitiesField, ScopesField } from './scopes-field.tsx'

type Issued = Credential & { secret?: string; apiKey?: string; apiSecret?: string; userName?: string }

/** Keys: who and what may call the API, in which vendor's words. */
const Credentials = () => {
  const shell = useTexts().shell
  const t = useSettingsTexts().channels
  const resource: Resource<Issued> = {
    path: '/v1/credentials',
    title: useSettingsTexts().pages.credentials,
    intro: t.credentialsIntro,
    icon: <KeyRound />,
    add: t.addCredential,
    empty: t.noCredentials,
    nameOf: ({ name }) => name,
    columns: [
      {
        label: shell.name,
        cell: ({ name, hint, revoked_at }) => (
          <span className="inline-flex flex-wrap items-center gap-2">
            <span className="font-medium">{name}</span>
            <code className="font-mono text-xs text-ink-faint">…{hint}</code>
            {revoked_at ? <Badge tone="danger">{t.revoked}</Badge> : null}
          </span>
        ),
      },
      { label: t.kind, cell: ({ kind }) => t.kinds[kind] },
      { label: t.standsFor, cell: ({ member, department }) => member?.name ?? department?.name ?? t.nobody },
      { label: t.made, cell: ({ created_at }) => <Ago at={created_at} /> },
    ],
    initial: { kind: 'token', name: '' },
    // What was chosen for another kind before is not asked of this one.
    toBody: ({ kind, name, scopes, abilities, department, member, expires_at }) => ({
      kind,
      name,
      ...(scopes && kind === 'token' ? { scopes } : {}),
      ...(abilities && kind === 'tickiti' ? { abilities } : {}),
      ...(department && takesDepartment(kind) ? { department } : {}),
      ...(member && takesMember(kind) ? { member } : {}),
      ...(typeof expires_at === 'string' && expires_at !== '' ? { expires_at: `${expires_at}T00:00:00Z` } : {}),
    }),
    canDelete: ({ revoked_at }) => !revoked_at,
    deleteNote: t.revokeNote,
    fields: () => <CredentialFields />,
    made: (issued) => <IssuedKey issued={issued} />,
  }
  return <ResourceScreen resource={resource} />
}

const takesDepartment = (kind: unknown): boolean => kind === 'pair' || kind === 'tickiti'
const takesMember = (kind: unknown): boolean => kind === 'pair' || kind === 'token'

const CredentialFields = () => {
  const shell = useTexts().shell
  const t = useSettingsTexts().channels
  const kind = useFormContext().value('kind')
  const { data: departments = [] } = useQuery(allOf<Department>('/v1/departments'))
  const { data: members = [] } = useQuery(allOf<Member>('/v1/members'))
  return (
    <>
      <SelectField
        name="kind"
        label={t.kind}
        hint={t.kindHints[kind === 'widget' || kind === 'pair' || kind === 'tickiti' ? kind : 'token']}
        options={[
          ['token', t.kinds.token],
          ['widget', t.kinds.widget],
          ['pair', t.kinds.pair],
          ['tickiti', t.kinds.tickiti],
        ]}
      />
      <TextField name="name" label={shell.name} hint={t.credentialName} required />
      {takesDepartment(kind) ? (
        <SelectField
          name="department"
          label={t.department}
          none={t.noDepartment}
          options={departments.map(({ id, name }) => [id, name] as const)}
        />
      ) : null}
      {takesMember(kind) ? (
        <SelectField
          name="member"
          label={t.standsFor}
          none={t.nobody}
          options={members.filter((member) => !member.disabled_at).map(({ id, name }) => [id, name] as const)}
        />
      ) : null}
      {kind === 'token' ? <ScopesField /> : null}
      {kind === 'tickiti' ? <AbilitiesField /> : null}
      <TextField name="expires_at" type="date" label={t.expires} hint={t.expiresHint} />
    </>
  )
}

/** Whether the samples work with it: they file a ticket. */
const filesTickets = ({ scopes, abilities }: Credential): boolean =>
  abilities
    ? abilities.some((one) => one === 'create-ticket' || one === 'tickets:write')
    : scopes.some((one) => one === 'tickets:create' || one === 'admin')

/** A key that was just made: its secret, this once, and how to use it. */
const IssuedKey = ({ issued }: { issued: Issued }) => {
  const t = useSettingsTexts().channels
  const secret = issued.secret ?? issued.apiSecret ?? ''
  const made =
    issued.kind === 'pair'
      ? ({ kind: 'pair', secret, apiKey: issued.apiKey ?? '', userName: issued.userName ?? '' } as const)
      : ({ kind: issued.kind, secret } as const)
  return (
    <div className="flex flex-col gap-3">
      <p className="text-sm">{t.secretOnce}</p>
      {made.kind === 'pair' ? <CopyText label="apiKey" text={made.apiKey} /> : null}
      <CopyText label={t.secret} text={secret} />
      {filesTickets(issued) ? (
        <>
          <h3 className="mt-1 text-sm font-semibold">{t.tryIt}</h3>
          <SampleTabs label={t.tryIt} sets={sampleSets(location.origin, made)} />
        </>
      ) : null}
    </div>
  )
}

export default Credentials
