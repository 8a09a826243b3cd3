import { Link } from '@tanstack/react-router'
import { Webhook as WebhookIcon } from 'lucide-react'
import type { Webhook } from '../../api/types.ts'
import { useTexts } from '../../texts/texts.tsx'
import { Badge } from '../../ui/badge.tsx'
import { CopyText } from '../../ui/copy.tsx'
import { SwitchField, TextField, WordsField } from '../form/fields.tsx'
import { type Resource, ResourceScreen } from '../resource/resource.tsx'
import { useSettingsTexts } from '../texts.ts'

type Made = Webhook & { secret?: string }

/** Whom Lodge tells what happens. */
const Webhooks = () => {
  const shell = useTexts().shell
  const t = useSettingsTexts().webhooks
  const resource: Resource<Made> = {
    path: '/v1/webhooks',
    title: useSettingsTexts().pages.webhooks,
    intro: t.intro,
    icon: <WebhookIcon />,
    add: t.add,
    empty: t.none,
    nameOf: ({ url, description }) => description || url,
    columns: [
      {
        label: t.url,
        cell: ({ id, url, description, enabled }) => (
          <span className="flex flex-col items-start gap-0.5">
            <span className="inline-flex flex-wrap items-center gap-2">
              <Link
                to="/settings/$page/$id"
                params={{ page: 'webhooks', id }}
                className="font-medium [overflow-wrap:anywhere] hover:text-accent hover:underline"
              >
                {description || url}
              </Link>
              <Badge tone={enabled ? 'ok' : 'warn'}>{enabled ? shell.on : shell.off}</Badge>
            </span>
            {description ? (
              <span dir="ltr" className="text-[0.8125rem] text-ink-faint [overflow-wrap:anywhere]">
                {url}
              </span>
            ) : null}
          </span>
        ),
      },
      { label: t.types, cell: ({ types }) => <code className="font-mono text-xs">{types.join(', ')}</code> },
    ],
    initial: { url: '', description: '', types: ['*'], enabled: true },
    toForm: ({ url, description, types, enabled }) => ({ url, description, types, enabled }),
    deleteNote: t.deleteNote,
    fields: () => <WebhookFields />,
    made: ({ secret }) => (
      <div className="flex flex-col gap-3">
        <p className="text-sm">{t.secretOnce}</p>
        <CopyText label={t.secret} text={secret ?? ''} />
      </div>
    ),
  }
  return <ResourceScreen resource={resource} />
}

const WebhookFields = () => {
  const t = useSettingsTexts().webhooks
  return (
    <>
      <TextField name="url" type="url" label={t.url} hint={t.urlHint} placeholder="https://" required ltr />
      <TextField name="description" label={t.description} />
      <WordsField name="types" label={t.types} hint={t.typesHint} />
      <SwitchField name="enabled" label={t.enabled} />
    </>
  )
}

export default Webhooks
