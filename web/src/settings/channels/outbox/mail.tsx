import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Paperclip, RotateCw } from 'lucide-react'
import { Tabs } from 'radix-ui'
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { Confirm } from '../../../ui/confirm.tsx'
import { CopyText } from '../../../ui/copy.tsx'
import { Problem } from '../../../ui/problem.tsx'
import { SkeletonRows } from '../../../ui/states.tsx'
import { Ago } from '../../../ui/time.tsx'
import { toast } from '../../../ui/toasts.tsx'
import { HtmlFrame } from '../../answers/templates/html-frame.tsx'
import { Screen, Section } from '../../resource/screen.tsx'
import { useSettingsTexts } from '../../texts.ts'
import { Attempts } from '../delivery-log.tsx'
import { kindOf, type ReadableMail, TONES } from './mail-types.ts'

/** One mail: what its reader sees, what goes over the wire, and how often it was tried. */
const MailPage = ({ id }: { id: string }) => {
  const t = useSettingsTexts().outbox
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const { data, error, refetch } = useQuery({
    queryKey: ['outbox-mail', id],
    queryFn: () => api.get<ReadableMail>(`/v1/outbox/${id}`),
  })
  if (error) return <Problem error={error} onRetry={() => void refetch()} />
  if (!data) return <SkeletonRows />
  const isDone = data.state === 'sent' || data.state === 'caught' || data.state === 'failed'
  const replay = async () => {
    await api.post(`/v1/deliveries/${id}/replay`)
    toast(t.replayed)
    await Promise.all([
      client.invalidateQueries({ queryKey: ['outbox-mail', id] }),
      client.invalidateQueries({ queryKey: ['delivery', id] }),
    ])
  }
  return (
    <Screen
      title={data.subject}
      intro={kindOf(t, data.kind)}
      action={
        <span className="flex flex-wrap items-center gap-2">
          <Badge tone={TONES[data.state]}>{t.states[data.state]}</Badge>
          {isDone ? (
            <Button icon={<RotateCw aria-hidden className="size-4" />} onClick={() => setAsking(true)}>
              {t.replay}
            </Button>
          ) : null}
        </span>
      }
    >
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
        <dt className="text-ink-faint">{t.to}</dt>
        <dd className="[overflow-wrap:anywhere]">
          <bdi>{data.to.name}</bdi> <bdi>&lt;{data.to.address}&gt;</bdi>
        </dd>
        <dt className="text-ink-faint">{t.when}</dt>
        <dd>
          <Ago at={data.created_at} long />
        </dd>
        <dt className="text-ink-faint">{t.messageId}</dt>
        <dd dir="ltr" className="text-start font-mono text-xs [overflow-wrap:anywhere]">
          {data.message_id}
        </dd>
        {data.ticket_id ? (
          <>
            <dt className="text-ink-faint">{t.ticket}</dt>
            <dd>
              <Link
                to="/inbox/tickets/$number"
                params={{ number: data.ticket_id }}
                className="text-accent hover:underline"
              >
                {t.open}
              </Link>
            </dd>
          </>
        ) : null}
        {data.attachments.length > 0 ? (
          <>
            <dt className="text-ink-faint">{t.attachments}</dt>
            <dd className="flex flex-wrap gap-1.5">
              {data.attachments.map(({ name, media_type }, row) => (
                // Two files may have one name.
                <Badge key={`${row} ${name}`} title={media_type}>
                  <Paperclip aria-hidden /> {name}
                </Badge>
              ))}
            </dd>
          </>
        ) : null}
      </dl>
      <Parts mail={data} />
      <Section title={t.attempts} intro={t.attemptsIntro}>
        <Attempts id={id} />
      </Section>
      <Confirm open={asking} onClose={() => setAsking(false)} title={t.replay} action={t.replay} onConfirm={replay}>
        {t.replayNote}
      </Confirm>
    </Screen>
  )
}

/** The same mail as its reader sees it, as text, and as it goes over the wire. */
const Parts = ({ mail }: { mail: ReadableMail }) => {
  const t = useSettingsTexts().outbox
  const parts = [
    ['shown', t.shown, <HtmlFrame key="shown" title={t.shown} html={mail.html} />],
    [
      'text',
      t.text,
      <p key="text" dir="auto" className="text-sm whitespace-pre-wrap [overflow-wrap:anywhere]">
        {mail.text}
      </p>,
    ],
    [
      'headers',
      t.headers,
      <CopyText
        key="headers"
        label={t.headers}
        text={mail.headers.map(({ name, value }) => `${name}: ${value}`).join('\n')}
      />,
    ],
    [
      'raw',
      t.raw,
      mail.raw === null ? (
        <p key="raw" className="text-sm text-ink-soft">
          {t.tooLarge}
        </p>
      ) : (
        <CopyText key="raw" label={t.raw} text={mail.raw} />
      ),
    ],
  ] as const
  return (
    <Tabs.Root defaultValue="shown" className="overflow-hidden rounded-lg border border-line bg-surface">
      <Tabs.List aria-label={mail.subject} className="flex flex-wrap border-b border-line px-2">
        {parts.map(([part, label]) => (
          <Tabs.Trigger
            key={part}
            value={part}
            className="-mb-px border-b-2 border-transparent px-3 py-2 text-sm text-ink-soft hover:text-ink data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-ink"
          >
            {label}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {parts.map(([part, , content]) => (
        <Tabs.Content key={part} value={part} className="p-4">
          {content}
        </Tabs.Content>
      ))}
    </Tabs.Root>
  )
}

export default MailPage
