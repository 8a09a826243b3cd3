import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { IntakeHook } from '../../core/hooks/intake-hook.ts'
import type { DeskId } from '../../core/ids.ts'
import { interpret } from './interpret.ts'
import { sources } from './sources/index.ts'
import { tidy } from './tidy.ts'
import { toNewTicket } from './to-new-ticket.ts'

const hook: IntakeHook = {
  deskId: '1' as DeskId, // any
  id: '2',
  name: 'Contact form',
  source: 'generic',
  signingSecret: null,
  departmentId: '3',
  typeId: null,
  notifyRequester: false,
  defaults: {},
  mapping: {},
}

const make = (defaults: IntakeHook['defaults'], draft: object, mapped: Record<string, unknown>) => {
  const made = toNewTicket({ ...hook, defaults }, draft, new Map(Object.entries(mapped)))
  if (!made.ok) return made.error.reason
  return made.value.ticket
}

test('the mapping goes before the source, the source before the defaults', () => {
  const fields = { email: 'default@example.com', subject: 'Default', priority: 'low' as const }
  const draft = { email: 'draft@example.com', subject: 'Draft', priority: 'high' as const }
  expect(make(fields, {}, {})).toMatchObject({
    requester: { email: 'default@example.com' },
    subject: 'Default',
    priority: 'low',
  })
  expect(make(fields, draft, {})).toMatchObject({
    requester: { email: 'draft@example.com' },
    subject: 'Draft',
    priority: 'high',
  })
  expect(make(fields, draft, { email: 'Mapped@Example.com', subject: 'Mapped', priority: 'Critical' })).toMatchObject({
    requester: { email: 'mapped@example.com' },
    subject: 'Mapped',
    priority: 'urgent',
  })
})

test('what a ticket has where nobody says', () => {
  expect(make({}, { externalId: 'x' }, {})).toMatchObject({
    subject: 'New from Contact form',
    body: { format: 'text', source: 'New from Contact form' },
    priority: 'normal',
    department: '3',
    type: null,
    channel: 'hook',
    source: 'generic',
    notify: { requester: false, team: true },
  })
})

test('tags are of the mapping or the source, and of the defaults always', () => {
  const tags = (draft: object, mapped: object) =>
    make({ tags: ['Web'] }, { email: 'a@example.com', ...draft }, { ...mapped })
  expect(tags({ tags: ['b', 'B '] }, {})).toMatchObject({ tags: ['b', 'web'] })
  expect(tags({ tags: ['b'] }, { tags: ['c', 4, null] })).toMatchObject({ tags: ['4', 'c', 'web'] })
  expect(tags({}, { tags: 'one' })).toMatchObject({ tags: ['one', 'web'] })
})

test('what cannot be a ticket, in words', () => {
  expect(make({}, {}, {})).toContain('names nobody')
  expect(make({}, { email: 'a@example.com' }, { email: 'b' })).toContain('“b”, which is no address')
  expect(make({}, { email: 'a@example.com' }, { priority: 'now' })).toContain('low, normal, high or urgent')
  expect(make({}, { email: 'a@example.com' }, { culture: 'English' })).toContain('a tag like en')
  expect(make({}, { externalId: 'x'.repeat(256) }, {})).toContain('longer than 255')
  expect(make({}, { email: 'a@example.com' }, { 'metadata.all': 'x'.repeat(50_001) })).toContain('50,000 bytes')
})

/** Keys that sources look for, so that more than the outermost level is met. */
const key = fc.oneof(
  fc.string(),
  fc.constantFrom('data', 'fields', 'email', 'answers', 'issue', 'event', 'item', 'ticket', 'form_response', 'type'),
  fc.constantFrom('__proto__', 'constructor', 'tags', 'labels', 'source', 'properties', 'value', 'definition', 'topic'),
)
const { payload } = fc.letrec((tie) => ({
  payload: fc.oneof(
    { maxDepth: 6 },
    fc.string({ unit: 'binary' }),
    fc.constantFrom('a@example.com', '\0', '\ud800', 'form_response', 'FORM_RESPONSE', 'ticket.created', 'opened'),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('payload'), { maxLength: 5 }),
    fc.dictionary(key, tie('payload'), { maxKeys: 5 }),
  ),
}))

test('whatever comes, by whichever source: a ticket that can be stored, or words', async () => {
  await fc.assert(
    fc.asyncProperty(payload, fc.constantFrom(...Object.keys(sources)), async (value, source) => {
      const given = { ...hook, source: source as IntakeHook['source'], defaults: { external_id: 'x' } } // of the same record
      const body = Buffer.from(JSON.stringify(value) ?? 'null')
      const made = await interpret(given, { contentType: 'application/json', headers: {}, body })
      if (made.state !== 'ticket') {
        expect(made.detail).toMatch(/\.$/)
        return
      }
      const text = JSON.stringify(made.ticket)
      expect(text).not.toMatch(/\\u0000|\\ud[89a-f]/i)
      expect(made.ticket.subject.length).toBeGreaterThan(0)
      expect(made.ticket.subject.length).toBeLessThanOrEqual(1000)
      expect(made.ticket.body.source.length).toBeGreaterThan(0)
    }),
    { numRuns: 1_000 },
  )
})

test('tidying what is tidy changes nothing, and says nothing', () => {
  fc.assert(
    fc.property(payload, (value) => {
      const once = tidy(value)
      if (!once.ok) return
      expect(tidy(once.value)).toEqual({ ok: true, value: once.value, notes: [] })
    }),
  )
})
