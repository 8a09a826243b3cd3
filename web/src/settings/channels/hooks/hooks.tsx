import { Link } from '@tanstack/react-router'
import { Plug } from 'lucide-react'
import type { Hook } from '../../../api/types.ts'
import { useTexts } from '../../../texts/texts.tsx'
import { Badge } from '../../../ui/badge.tsx'
import { CopyText } from '../../../ui/copy.tsx'
import { SelectField, TextField } from '../../form/fields.tsx'
import type { Body } from '../../form/paths.ts'
import { type Resource, ResourceScreen } from '../../resource/resource.tsx'
import { useSettingsTexts } from '../../texts.ts'
import { HookFields } from './hook-fields.tsx'
import type { HookAnswer } from './hook-types.ts'
import { SOURCES } from './sources.ts'

/** A hook's sender in people's words. */
export const useSourceName = (): ((source: Hook['source']) => string) => {
  const t = useSettingsTexts().hooks
  return (source) => SOURCES.find(([name]) => name === source)?.[1] ?? t.any
}

/** Where form builders and CRMs send to. */
const Hooks = () => {
  const shell = useTexts().shell
  const t = useSettingsTexts().hooks
  const nameOfSource = useSourceName()
  const resource: Resource<HookAnswer> = {
    path: '/v1/hooks',
    title: useSettingsTexts().pages.hooks,
    intro: t.intro,
    icon: <Plug />,
    add: t.add,
    empty: t.none,
    nameOf: ({ name }) => name,
    columns: [
      {
        label: shell.name,
        cell: ({ id, name, revoked_at }) => (
          <span className="inline-flex flex-wrap items-center gap-2">
            <Link
              to="/settings/$page/$id"
              params={{ page: 'hooks', id }}
              className="font-medium hover:text-accent hover:underline"
            >
              {name}
            </Link>
            {revoked_at ? <Badge tone="danger">{t.revoked}</Badge> : null}
          </span>
        ),
      },
      { label: t.source, cell: ({ source }) => nameOfSource(source) },
      { label: t.department, cell: ({ department }) => department?.name ?? t.defaultDepartment },
      {
        label: t.signed,
        cell: ({ signed }) => <Badge tone={signed ? 'ok' : 'plain'}>{signed ? t.signed : t.unsigned}</Badge>,
      },
    ],
    initial: { name: '', source: 'generic', department: null, type: null, signing_secret: '', notify_requester: false },
    toBody: withoutNothing,
    canDelete: ({ revoked_at }) => !revoked_at,
    deleteNote: t.revokeNote,
    fields: () => (
      <>
        <TextField name="name" label={shell.name} required />
        <SelectField
          name="source"
          label={t.source}
          options={SOURCES.map(([source, title]) => [source, title ?? t.any] as const)}
        />
        <HookFields signed={false} />
      </>
    ),
    made: ({ id, url, setup }) => (
      <div className="flex flex-col gap-3 text-sm">
        <p>{t.addressIntro}</p>
        <CopyText label={t.address} text={url ?? ''} />
        {setup ? <p className="text-ink-soft">{setup.instructions}</p> : null}
        {setup?.script ? <CopyText label={t.script} text={setup.script} /> : null}
        <Link
          to="/settings/$page/$id"
          params={{ page: 'hooks', id }}
          className="self-start font-medium text-accent hover:underline"
        >
          {t.mapping}
        </Link>
      </div>
    ),
  }
  return <ResourceScreen resource={resource} />
}

/** POST has no null: what is not said is left out. */
const withoutNothing = (values: Body): Body =>
  Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== null && value !== '' && value !== undefined),
  )

export default Hooks
