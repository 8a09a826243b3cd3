import { Link } from '@tanstack/react-router'
import { Hash } from 'lucide-react'
import type { SlackConnection } from '../../../api/types.ts'
import { useTexts } from '../../../texts/texts.tsx'
import { Badge } from '../../../ui/badge.tsx'
import { type Resource, ResourceScreen } from '../../resource/resource.tsx'
import { useSettingsTexts } from '../../texts.ts'
import { fromConnection, newConnection, toConnectionBody } from './slack-body.ts'
import { SlackFields } from './slack-fields.tsx'

/** The ways into workspaces of Slack, and what their channels are told. */
const Slack = () => {
  const shell = useTexts().shell
  const t = useSettingsTexts().slack
  const resource: Resource<SlackConnection> = {
    path: '/v1/slack-connections',
    title: useSettingsTexts().pages.slack,
    intro: t.intro,
    icon: <Hash />,
    add: t.add,
    empty: t.none,
    nameOf: ({ name }) => name,
    columns: [
      {
        label: shell.name,
        cell: ({ id, name, hint }) => (
          <span className="inline-flex flex-wrap items-center gap-2">
            <Link
              to="/settings/$page/$id"
              params={{ page: 'slack', id }}
              className="font-medium hover:text-accent hover:underline"
            >
              {name}
            </Link>
            <code className="font-mono text-xs text-ink-faint">{hint}</code>
          </span>
        ),
      },
      { label: t.kind, cell: ({ kind }) => t.kinds[kind] },
      {
        label: t.state,
        cell: ({ enabled, interactive }) => (
          <span className="inline-flex flex-wrap gap-1.5">
            <Badge tone={enabled ? 'ok' : 'warn'}>{enabled ? shell.on : shell.off}</Badge>
            <Badge>{interactive ? t.interactive : t.oneWay}</Badge>
          </span>
        ),
      },
      { label: t.routeCount, cell: ({ routes }) => routes.length, end: true },
    ],
    initial: newConnection(location.origin),
    toForm: fromConnection,
    toBody: toConnectionBody,
    deleteNote: t.deleteNote,
    fields: (connection) => <SlackFields connection={connection} />,
  }
  return <ResourceScreen resource={resource} />
}

export default Slack
