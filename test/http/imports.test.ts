import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importContacts } from '../../src/core/imports/contacts.ts'
import { openWork } from '../../src/core/imports/work.ts'
import { startJobs } from '../../src/jobs/start.ts'
import { until } from '../support/feed.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { expectProblem } from '../support/refusals.ts'
import { storedFiles } from '../support/uploads.ts'

const lodge = useLodge()
let desk: TestDesk
let jobs: { stop: () => Promise<void> }
beforeAll(async () => {
  desk = await lodge.desk()
  jobs = await startJobs(lodge.lodge)
})
afterAll(() => jobs?.stop())

const call = (method: string, path: string, body?: object) => lodge.call(desk.token, method, `/v1${path}`, body)

const send = async (query: string, bytes: string, token = desk.token) => {
  const { statusCode, headers, body } = await lodge.app.inject({
    method: 'POST',
    url: `/v1/imports?${query}`,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
    payload: Buffer.from(bytes),
  })
  return { status: statusCode, headers, json: JSON.parse(body), text: body }
}

const ended = async (id: string) => {
  await until(async () => (await call('GET', `/imports/${id}`)).json.ended_at !== null)
  return (await call('GET', `/imports/${id}`)).json
}

const PEOPLE = [
  '\ufeffEmail;Name;external_id;company;Plan',
  'ann@example.com;"Ann; the first";a1;Acme;gold',
  'nobody',
  'ann@example.com;Ann;;;silver',
  ';Bob;b2;;',
  ';Nobody;;;',
].join('\r\n')

test('202 people of a CSV become contacts, what is wrong is told by its line, and the file is gone', async () => {
  const sent = await send('kind=contacts&name=people.csv', PEOPLE)
  expect(sent).toMatchObject({ status: 202, json: { kind: 'contacts', name: 'people.csv', state: 'waiting' } })
  const done = await ended(sent.json.id)
  expect(done).toMatchObject({
    ...{ state: 'finished', reason: null, seen: 5, created: 2, updated: 0, failed: 2 },
    errors: [
      { place: 3, code: 'email_invalid' },
      { place: 6, code: 'identity_missing' },
    ],
  })
  expect(done.read).toBe(done.size)
  const [ann] = (await call('GET', '/contacts?email=ann@example.com')).json.data
  expect(ann).toMatchObject({
    ...{ external_id: 'a1', name: 'Ann', traits: { Plan: 'silver' }, last_seen_at: null },
    company: { external_id: 'Acme', name: 'Acme' },
  })
  await onlyMailsAreStored()
  expect((await call('GET', '/imports')).json).toEqual({ data: [done], next_cursor: null })
  const again = await send('kind=contacts', PEOPLE)
  expect(await ended(again.json.id)).toMatchObject({ created: 0, updated: 2, failed: 2 })
})

test('mails of an mbox are taken in once, too large ones left out', async () => {
  const box = (await call('POST', '/mailboxes', { name: 'In', address: `${desk.slug}@acme.example` })).json
  const mail = (n: number, body = 'Hi\n') => `From x\nFrom: ann@example.com\nMessage-ID: <${n}@a.example>\n\n${body}\n`
  const mbox = mail(1) + mail(2, `${'x'.repeat(2 * 1024 * 1024)}\n`) + mail(3)
  const first = await ended((await send(`kind=mbox&mailbox=${box.id}`, mbox)).json.id)
  expect(first).toMatchObject({ state: 'finished', seen: 3, created: 2, known: 0, failed: 1 })
  expect(first.errors).toEqual([{ place: 2, code: 'mail_too_large' }])
  const second = await ended((await send(`kind=mbox&mailbox=${box.id}`, mbox)).json.id)
  expect(second).toMatchObject({ state: 'finished', seen: 3, created: 0, known: 2 })
  const none = await ended((await send(`kind=mbox&mailbox=${box.id}`, 'no mail')).json.id)
  expect(none).toMatchObject({ state: 'failed', reason: 'no_mail' })
})

test('a file without an address, or with a quote that nothing closes, fails with why', async () => {
  const reasonOf = async (text: string) => (await ended((await send('kind=contacts', text)).json.id)).reason
  expect(await reasonOf('name,plan\nAnn,gold\n')).toBe('identity_column_missing')
  expect(await reasonOf('email,email\na@example.com,\n')).toBe('column_twice')
  expect(await reasonOf('email\n"a@example.com\n')).toBe('quote_unclosed_line_2')
})

test('what was cut off goes on where it was, each line once; a cancelled one goes no further', async () => {
  await jobs.stop()
  const run = randomUUID()
  const lines = Array.from({ length: 250 }, (_, n) => `p${n}@${run}.example`)
  const sent = await send('kind=contacts', `email\n${lines.join('\n')}\n`)
  const { id } = sent.json
  const work = async () => (await openWork(lodge.lodge, desk.id, id))!
  const stale = await work()
  // As if the process died after its first hundred.
  expect(await importContacts(lodge.lodge, stale, () => true)).toBe('later')
  expect(await importContacts(lodge.lodge, stale, () => true)).toBe('other')
  expect((await call('GET', `/imports/${id}`)).json).toMatchObject({ state: 'running', seen: 100, created: 100 })
  expect(await importContacts(lodge.lodge, await work(), () => true)).toBe('later')
  expect(await importContacts(lodge.lodge, await work(), () => true)).toBe('done')
  const all = (await call('GET', `/imports/${id}`)).json
  expect(all).toMatchObject({ seen: 250, created: 250, updated: 0, failed: 0 })

  const held = await work()
  const cancelled = await call('POST', `/imports/${id}/cancel`)
  expect(cancelled).toMatchObject({ status: 200, json: { state: 'cancelled', seen: 250 } })
  await onlyMailsAreStored()
  expect(await openWork(lodge.lodge, desk.id, id)).toBeUndefined()
  expect(held.readBytes).toBe(held.size)
  expectProblem(await call('POST', `/imports/${id}/cancel`), 409, 'import_ended')
  jobs = await startJobs(lodge.lodge)
})

/** The file of an import goes a moment after its end is known: after the commit, and after the answer to who cancels it. */
const onlyMailsAreStored = async () => {
  const { rows } = await lodge.store.pool.query<{ mails: number }>(
    'select count(*)::integer as mails from inbound_mail',
  )
  await until(async () => storedFiles(lodge).length === rows[0]?.mails)
}

test('400 a kind without its mailbox or with one it has no use for; 403 without admin; nothing is left', async () => {
  expectProblem(await send('kind=mbox', 'x'), 400, 'invalid_query', 'mailbox')
  expectProblem(await send('kind=contacts&mailbox=1', 'x'), 400, 'invalid_query', 'mailbox')
  expectProblem(await send('kind=mbox&mailbox=1', 'x'), 400, 'mailbox_not_found', 'mailbox')
  expectProblem(await send('kind=contacts', ''), 400, 'empty_file')
  const writer = await lodge.token(desk, ['contacts:write'])
  expectProblem(await send('kind=contacts', 'x', writer), 403, 'insufficient_scope')
  await onlyMailsAreStored()
})
