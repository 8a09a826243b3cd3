import { Link } from '@tanstack/react-router'
import { Zap } from 'lucide-react'
import type { Intervention } from '../../../api/types.ts'
import { useTexts } from '../../../texts/texts.tsx'
import { Badge } from '../../../ui/badge.tsx'
import { type Resource, ResourceScreen } from '../../resource/resource.tsx'
import { useSettingsTexts } from '../../texts.ts'

/** Named workflows that recur. */
const Interventions = () => {
  const shell = useTexts().shell
  const t = useSettingsTexts().interventions
  const resource: Resource<Intervention> = {
    path: '/v1/interventions',
    ownPage: 'interventions',
    title: useSettingsTexts().pages.interventions,
    intro: t.intro,
    icon: <Zap />,
    add: t.add,
    empty: t.none,
    nameOf: ({ title }) => title,
    columns: [
      {
        label: t.title,
        cell: ({ id, title, name, enabled }) => (
          <span className="flex flex-col items-start gap-0.5">
            <span className="inline-flex flex-wrap items-center gap-2">
              <Link
                to="/settings/$page/$id"
                params={{ page: 'interventions', id }}
                className="font-medium hover:text-accent hover:underline"
              >
                {title}
              </Link>
              {enabled ? null : <Badge>{shell.off}</Badge>}
            </span>
            <code className="font-mono text-xs text-ink-faint">{name}</code>
          </span>
        ),
      },
      {
        label: t.asks,
        cell: ({ fields }) => (
          <span className="line-clamp-2 text-[0.8125rem]">
            {fields.length === 0 ? t.asksNothing : fields.map(({ label }) => label).join(', ')}
          </span>
        ),
      },
    ],
    deleteNote: t.deleteNote,
  }
  return <ResourceScreen resource={resource} />
}

export default Interventions
