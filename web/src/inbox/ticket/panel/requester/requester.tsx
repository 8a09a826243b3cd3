import { Link } from '@tanstack/react-router'
import { ShieldCheck, TriangleAlert, UserPen } from 'lucide-react'
import { useMay } from '../../../../api/session.ts'
import type { WholeTicket } from '../../../../api/types.ts'
import { useTexts } from '../../../../texts/texts.tsx'
import { Avatar } from '../../../../ui/avatar.tsx'
import { Badge } from '../../../../ui/badge.tsx'
import { IconButton } from '../../../../ui/button.tsx'
import { Popover } from '../../../../ui/menu.tsx'
import { Checks } from '../../conversation/checks.tsx'
import { Facts } from '../section.tsx'
import { usePanelTexts } from '../texts.ts'
import { type Origin, originOf } from './origin.ts'

/** Who a ticket is from, whether that is certain, and how it is known. */
export const Requester = ({ ticket, onChange }: { ticket: WholeTicket; onChange: () => void }) => {
  const words = useTexts().ticket
  const t = usePanelTexts()
  const mayWrite = useMay('tickets:write') && !ticket.merged_into
  const { requester, requester_verified: verified } = ticket
  const name = requester.name || requester.email || requester.external_id || t.unknown
  const origin = originOf(ticket)
  return (
    <section aria-label={t.requester} className="flex flex-col gap-2 border-b border-line p-4 text-[0.8125rem]">
      <div className="flex min-w-0 items-center gap-2.5">
        <Avatar name={name} />
        <div className="min-w-0 flex-1">
          <p className="truncate text-sm font-semibold" title={name}>
            <Link to="/contacts/$id" params={{ id: requester.id }} className="rounded hover:underline">
              <bdi>{name}</bdi>
            </Link>
          </p>
          {requester.email && requester.email !== name ? (
            <p className="truncate text-ink-soft" title={requester.email}>
              <bdi>{requester.email}</bdi>
            </p>
          ) : null}
        </div>
        {mayWrite ? (
          <IconButton label={t.actions.requester} keys="shift+q" className="size-7" onClick={onChange}>
            <UserPen aria-hidden />
          </IconButton>
        ) : null}
      </div>
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Badge tone={verified ? 'ok' : 'warn'}>
          {verified ? <ShieldCheck aria-hidden /> : <TriangleAlert aria-hidden />}
          {verified ? t.verified : t.unverified}
        </Badge>
        <Popover
          label={words.howWeKnow}
          trigger={
            <button type="button" className="min-h-6 rounded px-1 text-accent underline underline-offset-2">
              {t.why}
            </button>
          }
        >
          <Why origin={origin} verified={verified} />
        </Popover>
      </div>
      <p className="text-ink-soft [overflow-wrap:anywhere]">
        <Sentence origin={origin} />
      </p>
    </section>
  )
}

/** How it is known, in a line. */
const Sentence = ({ origin }: { origin: Origin }) => {
  const rules = useTexts().ticket.rules
  const t = usePanelTexts()
  switch (origin.by) {
    case 'mail':
      return rules[origin.email.sender.rule]
    case 'agent':
      return t.origins.agent(origin.name)
    case 'trusted':
      return t.origins.trusted(origin.source)
    case 'claimed':
      return t.origins.claimed(origin.source)
  }
}

const Why = ({ origin, verified }: { origin: Origin; verified: boolean }) => {
  const words = useTexts().ticket
  const t = usePanelTexts()
  return (
    <div className="flex w-72 max-w-full flex-col gap-2.5 text-[0.8125rem]">
      <p className="font-semibold">{words.howWeKnow}</p>
      {origin.by === 'mail' ? (
        <>
          <Facts
            rows={[
              [words.sender, `${origin.email.sender.name} <${origin.email.sender.address}>`],
              [words.foundBy, words.rules[origin.email.sender.rule]],
              [words.fromHeader, origin.email.from && `${origin.email.from.name} <${origin.email.from.address}>`],
              [words.verification, words.standings[origin.email.verified]],
              [words.threadedBy, origin.email.matched_by && words.clues[origin.email.matched_by]],
            ]}
          />
          {origin.email.authentication === undefined ? null : <Checks authentication={origin.email.authentication} />}
        </>
      ) : (
        <p>
          <Sentence origin={origin} />
        </p>
      )}
      <p className="text-ink-soft">{verified ? t.verifiedMeans : t.unverifiedMeans}</p>
      {verified ? null : <p className="text-warn">{t.beCareful}</p>}
    </div>
  )
}
