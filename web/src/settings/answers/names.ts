import { useQueries } from '@tanstack/react-query'
import { useMay } from '../../api/session.ts'
import type { Department, Intervention, Member, Template, TicketType, Webhook } from '../../api/types.ts'
import { allOf } from '../resource/all.ts'

export type Option = readonly [value: string, label: string]
export type Names = Record<
  'department' | 'type' | 'member' | 'template' | 'intervention' | 'webhook' | 'slack',
  readonly Option[]
>

/** What rules can name, by id, as people know it. What may not be read, or is still on its way, is empty. */
export const useNames = (): Names => {
  const isAdmin = useMay('admin')
  const [departments, types, members, templates, interventions] = useQueries({
    queries: [
      allOf<Department>('/v1/departments'),
      allOf<TicketType>('/v1/ticket-types'),
      allOf<Member>('/v1/members'),
      allOf<Template>('/v1/templates'),
      allOf<Intervention>('/v1/interventions'),
    ],
  })
  const [webhooks, slack] = useQueries({
    queries: [
      { ...allOf<Webhook>('/v1/webhooks'), enabled: isAdmin },
      { ...allOf<{ id: string; name: string }>('/v1/slack-connections'), enabled: isAdmin },
    ],
  })
  const named = (all: readonly { id: string; name: string }[] | undefined): Option[] =>
    (all ?? []).map(({ id, name }) => [id, name])
  return {
    department: named(departments.data),
    type: named(types.data),
    member: named(members.data),
    template: named(templates.data),
    intervention: (interventions.data ?? []).map(({ id, title }) => [id, title]),
    webhook: (webhooks.data ?? []).map(({ id, url, description }) => [id, description || url]),
    slack: named(slack.data),
  }
}
