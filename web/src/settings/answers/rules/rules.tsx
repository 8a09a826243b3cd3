import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Workflow } from 'lucide-react'
import { api } from '../../../api/client.ts'
import { useMay } from '../../../api/session.ts'
import type { Rule } from '../../../api/types.ts'
import { duration } from '../../../reports/format.ts'
import { useLanguage, useTexts } from '../../../texts/texts.tsx'
import { Badge } from '../../../ui/badge.tsx'
import { Switch } from '../../../ui/inputs.tsx'
import { toastProblem } from '../../../ui/toasts.tsx'
import { useOrder } from '../../resource/order.tsx'
import { type Resource, ResourceScreen } from '../../resource/resource.tsx'
import { useSettingsTexts } from '../../texts.ts'

const PATH = '/v1/rules'
const SECONDS = { m: 60, h: 3_600, d: 86_400, w: 604_800 }

/** The API's `7d` in the reader's words. */
const afterWords = (after: string, language: string): string => {
  const [, count, unit] = /^(\d+)([mhdw])$/.exec(after) ?? []
  return unit !== undefined && unit in SECONDS
    ? duration(Number(count) * SECONDS[unit as keyof typeof SECONDS], language)
    : after // tested right here
}

/** What Lodge does by itself, in the order in which rules look at an event. */
const Rules = () => {
  const shell = useTexts().shell
  const t = useSettingsTexts().rules
  const language = useLanguage()
  const client = useQueryClient()
  const mayChange = useMay('admin')
  const order = useOrder<Rule>(PATH, (rules) => api.put(`${PATH}/order`, { rules }))
  const toggle = (rule: Rule, enabled: boolean) =>
    api
      .patch(`${PATH}/${rule.id}`, { enabled })
      .then(() => client.invalidateQueries({ queryKey: ['settings', PATH] }), toastProblem)
  const whenOf = ({ when }: Rule) =>
    'events' in when
      ? [...new Set(when.events.map(({ event }) => t.events[event]))].join(', ')
      : `${afterWords(when.after, language)} · ${t.moments[when.since]}`
  const resource: Resource<Rule> = {
    path: PATH,
    ownPage: 'rules',
    title: useSettingsTexts().pages.rules,
    intro: t.intro,
    icon: <Workflow />,
    add: t.add,
    empty: t.none,
    nameOf: ({ name }) => name,
    columns: [
      {
        label: shell.name,
        cell: (rule) => (
          <span className="flex flex-col gap-0.5">
            <span className="inline-flex flex-wrap items-center gap-2">
              <Link
                to="/settings/$page/$id"
                params={{ page: 'rules', id: rule.id }}
                className="font-medium hover:text-accent hover:underline"
              >
                {rule.name}
              </Link>
              {rule.stopped ? <Badge tone="warn">{t.isStopped}</Badge> : null}
              {rule.stop ? <Badge>{t.isLast}</Badge> : null}
            </span>
            <span className="text-[0.8125rem] text-ink-faint">{whenOf(rule)}</span>
          </span>
        ),
      },
      {
        label: t.thenTitle,
        cell: ({ then }) => (
          <span className="text-[0.8125rem]">{then.map((action) => t.actions[action.do]).join(', ')}</span>
        ),
      },
      {
        label: t.enabled,
        cell: (rule) => (
          <Switch
            label={<span className="sr-only">{`${t.enabled}: ${rule.name}`}</span>}
            disabled={!mayChange}
            checked={rule.enabled}
            onCheckedChange={(on) => void toggle(rule, on)}
          />
        ),
      },
    ],
    more: order,
    deleteNote: t.deleteNote,
  }
  return <ResourceScreen resource={resource} />
}

export default Rules
