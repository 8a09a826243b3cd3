import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Thread } from '../../../core/inbound-mail/thread.ts'
import { STANDINGS, THREAD_CLUES } from '../../../core/messages/email.ts'
import type { RealSender } from '../read/types.ts'
import { type Case, decide } from './decide.ts'

const NOW = new Date('2026-05-01T12:00:00Z')
const ann: RealSender = { address: 'ann@example.com', name: 'Ann', rule: 'from', notifier: false, forwarded: null }

const thread: Thread = {
  ticketId: '12',
  number: 3,
  status: 'open',
  closedAt: null,
  clue: 'reply_address',
  isInternal: false,
  requester: new Set(['ann@example.com']),
  participants: new Set(['bob@example.com']),
}

const plain: Case = {
  deskId: '1',
  mail: { what: { kind: 'mail' }, spam: null, lodgeLoop: [], automatic: false },
  from: 'ann@example.com',
  sender: ann,
  standing: 'pass',
  thread: undefined,
  known: { isOurs: false, duplicate: null, isBlocked: false, isIgnored: false, sent: 1 },
  isMember: (address) => address === 'kim@desk.example',
  isOurs: (address) => address === 'support@desk.example',
  released: [],
  quarantinesUnverified: false,
  settings: { reopen_days: 14, sender_hourly: 60 },
  now: NOW,
}

const said = (given: Partial<Case>): string => {
  const decision = decide({ ...plain, ...given })
  switch (decision.do) {
    case 'open': {
      const { followUp, verified, acknowledge } = decision
      const link = followUp ? (followUp.certain ? ' after' : ' maybe after') : ''
      return `open${link}${verified ? ' verified' : ''}${acknowledge ? ' acknowledged' : ''}`
    }
    case 'join':
      return `join as ${decision.as} ${decision.author.address}${decision.isPublic ? '' : ' internally'}`
    case 'mark':
      return 'mark'
    default:
      return `${decision.do} ${decision.cause}`
  }
}

const from = (address: string, more: Partial<RealSender> = {}) => ({
  from: address,
  sender: { ...ann, address, ...more },
})
const with_ = (more: Partial<Case['mail']>) => ({ mail: { ...plain.mail, ...more } })
const known = (more: Partial<Case['known']>) => ({ known: { ...plain.known, ...more } })
const guessed = { ...thread, clue: 'in_reply_to' as const }
const closed = { ...thread, status: 'closed' as const }
const forward = { ...ann, rule: 'agent_forward' as const }

test.each<[string, Partial<Case>, string]>([
  ['a new mail of a sender whose domain vouches', {}, 'open verified acknowledged'],
  ['one that nobody vouches for', { standing: 'none' }, 'open'],
  ['a forged one, where those are marked', { standing: 'fail' }, 'open'],
  [
    'a forged one, where those are kept back',
    { standing: 'fail', quarantinesUnverified: true },
    'quarantine unverified',
  ],
  [
    'a forged one that was released',
    { standing: 'fail', quarantinesUnverified: true, released: ['unverified'] },
    'open',
  ],
  ['a form that names a customer', { from: 'noreply@forms.example', sender: { ...ann, rule: 'body_from' } }, 'open'],
  ['a Reply-To of another address', { from: 'eve@evil.example', sender: { ...ann, rule: 'reply_to' } }, 'open'],
  ['a forward of a member', { from: 'kim@desk.example', sender: forward }, 'open verified'],
  ['a forward of who says to be a member', { from: 'kim@desk.example', sender: forward, standing: 'none' }, 'open'],
  ['a notifier', { ...from('noreply@shop.example', { notifier: true }) }, 'open verified'],
  ['what a program sent', { ...with_({ automatic: true }) }, 'open verified'],
  ['what another Lodge sent', { ...with_({ lodgeLoop: ['2'] }) }, 'open verified'],
  ['a third mail within the hour', { ...known({ sent: 3 }) }, 'open verified'],
  ['too many mails within the hour', { ...known({ sent: 61 }) }, 'quarantine rate'],
  ['too many, and released', { ...known({ sent: 61 }), released: ['rate'] }, 'open verified'],
  ['the same again', { ...known({ duplicate: { ticketId: '9' } }) }, 'note duplicate'],
  ['ours, by its mark', { ...with_({ lodgeLoop: ['1'] }) }, 'note own'],
  ['ours, by its Message-ID', { ...known({ isOurs: true }) }, 'note own'],
  ['from our own address', { ...from('support@desk.example') }, 'quarantine own_address'],
  ['from nobody', { from: null, sender: null }, 'quarantine no_sender'],
  ['an ignored one', { ...known({ isIgnored: true }), thread }, 'note ignored'],
  [
    'an ignored one, and released',
    { ...known({ isIgnored: true }), released: ['ignored'] },
    'open verified acknowledged',
  ],
  ['a blocked sender', { ...known({ isBlocked: true }), thread }, 'quarantine blocked'],
  ['spam', { ...with_({ spam: { flagged: true, score: 9, by: 'rspamd' } }) }, 'quarantine spam'],
  [
    'spam that was released',
    { ...with_({ spam: { flagged: true, score: 9, by: 'rspamd' } }), released: ['spam'] },
    'open verified acknowledged',
  ],
  [
    'an absence note',
    { ...with_({ what: { kind: 'auto_reply', why: 'Auto-Submitted: auto-replied' } }), thread },
    'note auto_reply',
  ],
  ['a bounce', { ...with_({ what: { kind: 'bounce', why: 'x', recipients: [], originalMessageId: null } }) }, 'mark'],
  ['an answer of the requester', { thread }, 'join as contact ann@example.com'],
  [
    'that, of a domain without SPF, to the reply address',
    { thread, standing: 'none' },
    'join as contact ann@example.com',
  ],
  ['that, by what can be guessed', { thread: guessed, standing: 'none' }, 'open maybe after'],
  ['that, vouched for', { thread: guessed }, 'join as contact ann@example.com'],
  ['a forged answer to the reply address', { thread, standing: 'fail' }, 'open maybe after'],
  ['who is copied in', { thread: guessed, ...from('bob@example.com') }, 'join as contact bob@example.com'],
  [
    'a stranger who guesses',
    { thread: guessed, ...from('eve@evil.example') },
    'open maybe after verified acknowledged',
  ],
  ['a stranger with the reply address', { thread, ...from('carl@example.com') }, 'join as contact carl@example.com'],
  [
    'the requester, with another Reply-To',
    { thread: guessed, from: 'ann@example.com', sender: { ...ann, address: 'eve@evil.example', rule: 'reply_to' } },
    'join as contact ann@example.com',
  ],
  ['a member', { thread, ...from('kim@desk.example') }, 'join as member kim@desk.example'],
  [
    'a member, to a note',
    { thread: { ...thread, isInternal: true }, ...from('kim@desk.example') },
    'join as member kim@desk.example internally',
  ],
  [
    'a member, on a ticket of their own',
    { thread: { ...thread, requester: new Set(['kim@desk.example']) }, ...from('kim@desk.example') },
    'join as contact kim@desk.example',
  ],
  [
    'a member, on what was closed long ago',
    { thread: { ...closed, closedAt: new Date('2026-03-01T12:00:00Z') }, ...from('kim@desk.example') },
    'join as member kim@desk.example',
  ],
  ['who says to be a member', { thread, ...from('kim@desk.example'), standing: 'none' }, 'quarantine unverified'],
  [
    'a forward into a thread that can be guessed',
    { thread: guessed, from: 'kim@desk.example', sender: forward },
    'open maybe after verified',
  ],
  ['an answer to what is resolved', { thread: { ...thread, status: 'resolved' } }, 'join as contact ann@example.com'],
  [
    'to what was closed lately',
    { thread: { ...closed, closedAt: new Date('2026-04-20T12:00:00Z') } },
    'join as contact ann@example.com',
  ],
  [
    'to what was closed long ago',
    { thread: { ...closed, closedAt: new Date('2026-03-01T12:00:00Z') } },
    'open after verified acknowledged',
  ],
])('%s', (_name, given, wanted) => {
  expect(said(given)).toBe(wanted)
})

/** Whatever a mail says of itself, these hold. */
test('nobody writes onto a ticket whom neither its reply address nor their domain lets in', () => {
  const addresses = ['ann@example.com', 'bob@example.com', 'eve@evil.example', 'kim@desk.example']
  fc.assert(
    fc.property(
      fc.record({
        from: fc.constantFrom(...addresses),
        identified: fc.constantFrom(...addresses),
        rule: fc.constantFrom('from', 'reply_to', 'body_from', 'agent_forward' as const),
        standing: fc.constantFrom(...STANDINGS),
        clue: fc.constantFrom(...THREAD_CLUES),
        isInternal: fc.boolean(),
        released: fc.subarray(['spam', 'rate', 'failed']),
      }),
      ({ from, identified, rule, standing, clue, isInternal, released }) => {
        const sender: RealSender = { ...ann, address: identified, rule: rule as RealSender['rule'] }
        const decision = decide({ ...plain, from, sender, standing, thread: { ...thread, clue, isInternal }, released })
        if (decision.do !== 'join') return
        expect(standing).not.toBe('fail')
        if (decision.as === 'member') expect([from, standing]).toEqual(['kim@desk.example', 'pass'])
        if (clue === 'reply_address') return
        expect(standing).toBe('pass')
        expect(addresses.filter((address) => address !== 'eve@evil.example')).toContain(from)
      },
    ),
  )
})
