import { expect, test } from 'vitest'
import { addressesIn } from './addresses.ts'
import {
  emptyDraft,
  forSending,
  isEmptyDraft,
  isEmptyHtml,
  joined,
  laterOf,
  mentionsIn,
  picturesIn,
  shownPictures,
} from './draft.ts'
import { newerThan } from './newer.ts'
import { addressesAround, askedAside, namedWhom } from './whom.ts'

test('says whether anything was written', () => {
  expect(isEmptyHtml('')).toBe(true)
  expect(isEmptyHtml('<p></p><p> &nbsp;<br></p>')).toBe(true)
  expect(isEmptyHtml('<p>a</p>')).toBe(false)
  expect(isEmptyHtml('<p><img src="/v1/attachments/1"></p>')).toBe(false)
  expect(isEmptyDraft(emptyDraft(true))).toBe(true)
})

test('pictures in the text become parts of the mail, and go along as files', () => {
  const html = '<p>Look: <img src="/v1/attachments/12" alt="a"></p><img src="/v1/attachments/12">'
  expect(picturesIn(html)).toEqual(['12'])
  expect(forSending(html)).toBe('<p>Look: <img src="cid:12" alt="a"></p><img src="cid:12">')
  expect(forSending('<p>/v1/attachments/12</p>')).toBe('<p>/v1/attachments/12</p>')
})

test('finds who is mentioned, each once', () => {
  const one = '<span class="x" data-type="mention" data-id="5" data-label="Bo">@Bo</span>'
  expect(mentionsIn(`<p>${one} and ${one}, not @Dana <span data-id="7">x</span></p>`)).toEqual(['5'])
})

test('of two copies the later one counts', () => {
  const early = { ...emptyDraft(true), updated_at: '2026-01-01T00:00:00.000Z' }
  const late = { ...emptyDraft(true), updated_at: '2026-01-02T00:00:00.000Z' }
  expect(laterOf(early, late)).toBe(late)
  expect(laterOf(late, early)).toBe(late)
  expect(laterOf(null, early)).toBe(early)
  expect(laterOf(null, null)).toBe(null)
})

test('takes addresses as they are typed and pasted', () => {
  expect(addressesIn('Ann@Example.com,')).toEqual({ addresses: ['ann@example.com'], rest: '' })
  expect(addressesIn('Ann <ann@example.com>; "Bo, B" <bo@example.com>').addresses).toEqual([
    'ann@example.com',
    'bo@example.com',
  ])
  expect(addressesIn('ann@example.com bo')).toEqual({ addresses: ['ann@example.com'], rest: 'bo' })
  expect(addressesIn('not@an,address@')).toEqual({ addresses: [], rest: 'not@an address@' })
})

test('what others wrote after one began to write', () => {
  const messages = [
    { id: '1', author: { kind: 'contact', id: 'c', name: 'Ann' } },
    { id: '2', author: { kind: 'agent', id: 'me', name: 'Me' } },
    { id: '3', author: { kind: 'agent', id: 'bo', name: 'Bo' } },
  ] as never // newerThan reads nothing else of them
  const ids = (seen: string | null) => newerThan({ messages }, seen, 'me').map(({ id }) => id)
  expect(ids('1')).toEqual(['3'])
  expect(ids('3')).toEqual([])
  expect(ids(null)).toEqual([])
})

test('a text that comes back does not take the place of one that was begun', () => {
  const file = (id: string) => ({ id, name: id, media_type: 'text/plain', size: 1, sha256: '' })
  const back = { ...emptyDraft(true), body: '<p>a</p>', attachments: [file('1')] }
  const begun = { body: '<p>b</p>', attachments: [file('1'), file('2')] }
  expect(joined(back, begun).body).toBe('<p>a</p><p>b</p>')
  expect(joined(back, begun).attachments.map(({ id }) => id)).toEqual(['1', '2'])
  expect(joined(back, { body: '<p></p>', attachments: [] })).toBe(back)
  expect(joined(back, { body: '<p>a</p>', attachments: [] })).toBe(back)
  expect(joined(back, null)).toBe(back)
})

test('pictures come back from a mail as they went into it', () => {
  const html = '<p><img src="/v1/attachments/12" alt="a"></p>'
  expect(shownPictures(forSending(html))).toBe(html)
})

test('whom a reply goes to, as addresses that can be changed; and who else is likely to be meant', () => {
  const requester = { id: '1', external_id: null, email: 'ann@example.com', name: 'Ann' }
  const one = { name: '', contact_id: null, member_id: null }
  const participants = [
    { ...one, id: '2', role: 'cc' as const, email: 'bob@example.com' },
    { ...one, id: '3', role: 'follower' as const, email: 'kim@example.com' },
    { ...one, id: '4', role: 'cc' as const, email: null },
  ]
  const now = { to: null, cc: ['cat@example.com', 'bob@example.com'], bcc: [] }
  expect(namedWhom({ requester, participants }, now)).toEqual({
    to: ['ann@example.com'],
    cc: ['bob@example.com', 'cat@example.com'],
    bcc: ['kim@example.com'],
  })
  expect(namedWhom({ requester: { ...requester, email: null }, participants: [] }, now).to).toEqual([])
  const to = [{ email: 'sam@example.com', name: '' }]
  const messages = [{ recipients: { to, cc: [], bcc: [] } }, {}] as never // nothing else of them is read
  expect(addressesAround({ requester, participants, messages })).toEqual([
    'ann@example.com',
    'bob@example.com',
    'kim@example.com',
    'sam@example.com',
  ])
  const said = (email: string, id: string) =>
    ({ public: true, author: { kind: 'contact', id, name: 'Sam' }, email: { sender: { address: email } } }) as never
  const of = (...all: never[]) => askedAside({ requester, participants, messages: all })
  expect(of(said('ann@example.com', '1'), said('sam@example.com', '9'))).toEqual({
    email: 'sam@example.com',
    name: 'Sam',
  })
  expect(of(said('sam@example.com', '9'), said('ann@example.com', '1'))).toBeNull()
  expect(of(said('bob@example.com', '8'))).toBeNull()
})
