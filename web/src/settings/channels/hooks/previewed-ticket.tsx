import type { ReactNode } from 'react'
import { Badge, type Tone } from '../../../ui/badge.tsx'
import { WithCode } from '../../../ui/with-code.tsx'
import { useSettingsTexts } from '../../texts.ts'
import type { HookPreview } from './hook-types.ts'

const TONES: Record<HookPreview['outcome'], Tone> = { ticket: 'ok', quarantined: 'warn', ignored: 'plain' }

/** What a payload would become: the ticket, or why there would be none. */
export const PreviewedTicket = ({ preview: { outcome, detail, ticket } }: { preview: HookPreview }) => {
  const t = useSettingsTexts().hooks
  const rows: [string, ReactNode][] = ticket
    ? [
        [
          t.requester,
          [ticket.requester.name, ticket.requester.email ?? ticket.requester.external_id].filter(Boolean).join(' · '),
        ],
        [t.department, ticket.department.name],
        [t.type, ticket.type.name],
        [t.fields.priority, t.priorities[ticket.priority]],
        [t.fields.assignee, ticket.assignee],
        [t.fields.tags, ticket.tags.join(', ')],
        [t.fields.culture, ticket.culture],
        [t.fields.external_ref, ticket.external_ref],
        ...Object.entries(ticket.fields),
        ...Object.entries(ticket.metadata).map(([name, value]): [string, string] => [
          name,
          typeof value === 'string' ? value : JSON.stringify(value),
        ]),
      ]
    : []
  return (
    <>
      <p className="flex flex-wrap items-center gap-2 text-sm">
        <Badge tone={TONES[outcome]}>{t.outcomes[outcome]}</Badge>
        {detail ? (
          <bdi className="[overflow-wrap:anywhere] text-ink-soft">
            <WithCode text={detail} />
          </bdi>
        ) : null}
      </p>
      {ticket ? (
        <article className="flex flex-col gap-2 rounded-md border border-line p-3 text-sm">
          <h3 dir="auto" className="font-semibold [overflow-wrap:anywhere]">
            {ticket.subject}
          </h3>
          <p dir="auto" className="max-h-40 overflow-y-auto whitespace-pre-wrap [overflow-wrap:anywhere]">
            {ticket.body}
          </p>
          <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 border-t border-line pt-2 text-[0.8125rem]">
            {rows
              .filter(([, value]) => value)
              .map(([label, value], row) => (
                // A field may be named as one of ours is.
                <div key={`${row} ${label}`} className="contents">
                  <dt className="text-ink-faint">{label}</dt>
                  <dd className="min-w-0 [overflow-wrap:anywhere]">
                    <bdi>{value}</bdi>
                  </dd>
                </div>
              ))}
          </dl>
        </article>
      ) : null}
    </>
  )
}
