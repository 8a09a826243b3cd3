import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { systemActor } from '../../src/core/actor.ts'
import type { DeskId } from '../../src/core/ids.ts'
import { toLink } from '../../src/core/mail/links.ts'
import { eraseTicket } from '../../src/core/tickets/erase/erase.ts'
import { removeErasedFiles } from '../../src/core/tickets/erase/files.ts'
import { readLog } from '../../src/core/tickets/erase/log.ts'
import { sweepErasures } from '../../src/core/tickets/erase/sweep.ts'
import { EVENT_TYPES } from '../../src/http/v1/webhooks/event-types.ts'
import { useDeskMail } from '../mail-in/desk-mail.ts'
import { sumsAgree } from '../mail-in/mailbox.ts'
import { until } from '../support/feed.ts'
import { expectProblem } from '../support/refusals.ts'

const mail = useDeskMail()
const { lodge } = mail

const PLANTED = /plant[a-z]*ed/gi
/** Columns of bytes are hexadecimal digits in a dump. */
const HEX = Buffer.from('plant').toString('hex')

/** Every table of the database as text, and every file of the data folder: where a planted word is found. */
const whereIsIt = async (): Promise<string[]> => {
  const tables = await lodge.store.pool.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  )
  const found: string[] = []
  for (const { name } of tables.rows) {
    const rows = await lodge.store.pool.query<{ t: string }>(`select t::text from ${name} t`)
    for (const { t } of rows.rows) if (t.match(PLANTED) || t.includes(HEX)) found.push(`${name}: ${t.match(PLANTED)}`)
  }
  for (const file of readdirSync(lodge.dataDir, { recursive: true, withFileTypes: true })) {
    if (file.isFile() && readFileSync(join(file.parentPath, file.name)).includes('plant')) found.push(file.name)
  }
  return found
}

const call = (method: string, path: string, body?: unknown, headers = {}) =>
  lodge.call(mail.desk().token, method, path, body, headers)
const upload = async (name: string) =>
  (
    await call('POST', `/v1/attachments?name=${name}`, 'planteded bytes', {
      'content-type': 'application/octet-stream',
    })
  ).json

/** A ticket with something planted wherever something can be. */
const plant = async () => {
  const file = await upload('plantnameed.txt')
  const { json: ticket } = await call('POST', '/v1/tickets', {
    requester: { email: 'plantaed@example.com', name: 'plantbed' },
    subject: 'plantced',
    body: '<p>plantded</p>',
    body_format: 'html',
    fields: { planteed: 'plantfed' },
    metadata: { plantged: ['planthed'] },
    external_ref: 'plantied',
    source: 'plantjed',
    participants: [{ role: 'cc', email: 'plantked@example.com', name: 'plantled' }],
    attachments: [file.id],
    tags: ['vip'],
  })
  const at = `/v1/tickets/${ticket.id}`
  const key = { 'idempotency-key': 'once' }
  await call('POST', `${at}/messages`, { body: 'See **plantmed**', body_format: 'markdown' }, key)
  const unsent = await upload('plantqed.txt')
  await call('PUT', `${at}/draft`, { body: 'plantred', attachments: [unsent.id] })
  const later = { body: 'plantsed', send_at: new Date(Date.now() + 3_600_000), cc: ['planttted@example.com'] }
  await call('POST', `${at}/messages`, later, { 'idempotency-key': 'later' })
  await call('PUT', `${at}/draft`, { body: 'plantred', attachments: [unsent.id] })
  await call('PATCH', at, { subject: 'plantned', status: 'resolved' }, { 'idempotency-key': 'twice' })
  const right = { act: 'rate', deskId: mail.desk().id, ticketId: ticket.id } as const
  await lodge.app.inject({
    method: 'POST',
    url: `/mail/${toLink(lodge.lodge.secrets, right)}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'score=5&comment=plantoed',
  })
  const { json: intervention } = await call('POST', '/v1/interventions', {
    name: 'lost',
    title: 'Lost',
    fields: [{ name: 'note', label: 'Note', type: 'text' }],
  })
  await call('POST', `/v1/interventions/${intervention.id}/run`, { ticket: ticket.id, data: { note: 'plantped' } })
  return ticket
}

test('200 nothing personal of it is left, in no table and no file', async () => {
  await mail.start()
  const rule = { name: 'Sort', when: { events: [{ event: 'ticket.created' }] } }
  await call('POST', '/v1/rules', { ...rule, then: [{ do: 'set_priority', priority: 'high' }] })
  const ticket = await plant()
  await mail.mails('acknowledgement', 1)
  await mail.planned()
  await until(async () => {
    const docs = await lodge.store.pool.query('select from search_doc where ticket_id = $1', [ticket.id])
    return (docs.rowCount ?? 0) >= 2
  })
  const before = await whereIsIt()
  const tables = new Set(before.map((line) => line.split(':')[0]))
  for (const name of ['ticket', 'contact', 'message', 'event', 'delivery', 'search_word', 'idempotency_key']) {
    expect(tables).toContain(`public.${name}`)
  }

  const whole = (await call('GET', `/v1/tickets/${ticket.id}`)).json
  const erased = await call('DELETE', `/v1/tickets/${ticket.number}/personal-data`)
  expect(erased).toMatchObject({ status: 200, json: { id: ticket.id, number: ticket.number } })
  await until(async () => (await whereIsIt()).length === 0)

  const { messages, requester, participants, ...left } = (await call('GET', `/v1/tickets/${ticket.id}`)).json
  const { messages: _1, requester: _2, participants: _3, ...was } = whole
  const emptied = { subject: '', source: '', external_ref: null, fields: {}, metadata: {} }
  expect(left).toEqual({ ...was, ...emptied, updated_at: erased.json.erased_at })
  expect(requester).toEqual({ id: expect.any(String), external_id: null, email: null, name: '' })
  expect(participants).toEqual([])
  expect(
    messages.map(({ text, attachments }: { text: string; attachments: unknown[] }) => [text, attachments]),
  ).toEqual(messages.map(() => ['', []]))
  expect((await call('GET', `/v1/tickets/${ticket.id}/personal-data`)).json).toEqual(erased.json)
  // What there is of it in the log is still of its type, for whoever reads on from before.
  const log = await lodge.store.pool.query('select type, data from event where ticket_id = $1', [ticket.id])
  expect(log.rows.map(({ type }) => type)).toContain('ticket.erased')
  for (const { type, data } of log.rows) {
    expect([type, EVENT_TYPES[type]?.data.safeParse(data).error?.issues ?? []]).toEqual([type, []])
  }
})

test('200 nothing of the mails that came to it is left, and the same mail once more makes no ticket', async () => {
  await mail.start()
  const read = (path: string) => call('GET', path)
  const spam = {
    'X-Spam-Flag': 'YES',
    'X-Spam-Status': 'Yes, score=9.1 required=5.0',
    Received: 'from plantced.example',
  }
  const file = 'Content-Type: text/plain\nContent-Disposition: attachment; filename="plantfed.txt"\n\nplantded bytes'
  const said = 'Content-Type: text/plain\n\nplanteed\n\n-- \nplantjed\n'
  const mime = { type: 'multipart/mixed; boundary=b', body: `--b\n${said}\n--b\n${file}\n--b--` }
  const first = {
    ...{ from: 'Plantaed <plantaed@plantbed.example>', subject: 'plantged', id: '<planthed@plantied.example>' },
    ...{ headers: spam, mime },
  }
  await mail.arrive(first)
  const [kept] = await mail.decided()
  await call('POST', `/v1/inbound-mails/${kept.id}/release`)
  const [filed] = await mail.decided()
  const { id } = await mail.ticket(1)
  expect(filed).toMatchObject({ state: 'filed', ticket_id: id })
  await call('POST', `/v1/tickets/${id}/messages`, { body: 'Hello' })
  await mail.mails('answer', 1)
  const sent = await lodge.store.pool.query('select message_id from mail_message where ticket_id = $1', [id])
  const answers = { 'In-Reply-To': sent.rows[0].message_id }
  await mail.arrive({ ...first, id: '<plantked@plantied.example>', mime, headers: answers })
  await mail.arrive({ ...first, id: null, headers: { ...answers, 'Auto-Submitted': 'auto-replied' } })
  const status = `Reporting-MTA: dns; x\n\nFinal-Recipient: rfc822; plantaed@plantbed.example\nAction: failed\nStatus: 4.2.2\nDiagnostic-Code: smtp; plantled`
  const body = `--b\n\nSorry\n--b\nContent-Type: message/delivery-status\n\n${status}\n--b\nContent-Type: message/rfc822\n\nMessage-ID: ${sent.rows[0].message_id}\n\nplantmed\n--b--`
  const report = { type: 'multipart/report; report-type=delivery-status; boundary=b', body }
  await mail.arrive({ from: 'mailer-daemon@mx.example', mime: report }, { envelopeFrom: '' })
  expect((await mail.decided()).map(({ state, cause }) => `${state} ${cause}`)).toEqual([
    'filed null',
    'joined null',
    'noted auto_reply',
    'noted bounce',
  ])
  // A file that another mailbox has too stays.
  const files = await lodge.store.pool.query('select storage_key from inbound_mail where ticket_id = $1', [id])
  await removeErasedFiles(
    lodge.lodge,
    files.rows.map((row) => row.storage_key),
  )
  expect(
    (
      await lodge.app.inject({
        url: `/v1/inbound-mails/${filed.id}/raw`,
        headers: { authorization: `Bearer ${mail.desk().token}` },
      })
    ).statusCode,
  ).toBe(200)
  await mail.planned()
  const tables = new Set((await whereIsIt()).map((line) => line.split(':')[0]))
  for (const name of ['inbound_mail', 'message_mail', 'mail_bounce', 'mail_sender', 'event']) {
    expect(tables).toContain(`public.${name}`)
  }

  expect((await call('DELETE', `/v1/tickets/${id}/personal-data`)).status).toBe(200)
  await until(async () => (await whereIsIt()).length === 0)
  expect((await read(`/v1/inbound-mails/${filed.id}`)).json).toMatchObject({ state: 'filed', ticket_id: id, size: 0 })
  expectProblem(await read(`/v1/inbound-mails/${filed.id}/raw`), 410, 'inbound_mail_erased')
  const log = await lodge.store.pool.query('select type, data from event where desk_id = $1', [mail.desk().id])
  for (const { type, data } of log.rows) {
    expect([type, EVENT_TYPES[type]?.data.safeParse(data).error?.issues ?? []]).toEqual([type, []])
  }
  await mail.arrive(first)
  const box = async (one: string) => (await read(`/v1/mailboxes/${one}`)).json.status
  await until(async () => (await box(mail.mailbox())).repeats === 1)
  expect(sumsAgree(await box(mail.mailbox()))).toBe(true)
})

test('200 a person is erased everywhere, what others said stays, and a receipt says how much it was', async () => {
  await mail.start()
  const { json: person } = await call('PUT', '/v1/contacts', {
    external_id: 'planted-1',
    email: 'Plantaed@example.com',
    name: 'plantbed',
    traits: { plan: 'plantced' },
  })
  await call('POST', `/v1/contacts/${person.id}/identities`, { kind: 'channel', value: 'chat:planteed' })
  const { json: other } = await call('PUT', '/v1/contacts', { email: 'plantfed@example.com', name: 'plantged' })
  await call('POST', `/v1/contacts/${other.id}/merge`, { into: person.id })
  await call('POST', '/api/sdk/events', {
    user_id: 'planted-1',
    events: [{ event_type: 'click', metadata: { on: 'planthed' } }],
  })
  const own = await call('POST', '/v1/tickets', { requester: { email: 'plantaed@example.com' }, subject: 'plantied' })
  await call(
    'POST',
    `/v1/tickets/${own.json.id}/messages`,
    { body: 'plantjed', author: 'requester' },
    { 'idempotency-key': 'k' },
  )
  const { json: bobs } = await call('POST', '/v1/tickets', {
    requester: { email: 'bob@example.com', name: 'Bob' },
    subject: 'Printer',
    body: 'It does not print',
    participants: [{ role: 'cc', email: 'plantaed@example.com', name: 'plantked' }],
  })
  await call('POST', `/v1/tickets/${bobs.id}/messages`, { body: 'Look at the cable' })
  await mail.mails('answer', 1)
  const sent = await lodge.store.pool.query('select message_id from mail_message where ticket_id = $1', [bobs.id])
  const file = 'Content-Type: text/plain\nContent-Disposition: attachment; filename="plantled.txt"\n\nplantmed bytes'
  const mime = {
    type: 'multipart/mixed; boundary=b',
    body: `--b\nContent-Type: text/plain\n\nplantned\n--b\n${file}\n--b--`,
  }
  await mail.arrive({
    ...{ from: 'plantoed <plantaed@example.com>', subject: 'Re: Printer', mime },
    headers: { 'In-Reply-To': sent.rows.at(-1)?.message_id },
  })
  const spam = { 'X-Spam-Flag': 'YES', 'X-Spam-Status': 'Yes, score=9.1 required=5.0' }
  await mail.arrive({ from: 'plantaed@example.com', subject: 'plantped', headers: spam })
  expect((await mail.decided()).map(({ state }) => state)).toEqual(['joined', 'quarantined'])
  await mail.planned()
  await until(async () => {
    const docs = await lodge.store.pool.query('select from search_doc where ticket_id = $1', [bobs.id])
    return (docs.rowCount ?? 0) >= 3
  })

  const exported = await call('POST', `/v1/contacts/${person.id}/export`)
  expect(exported.json).toMatchObject({
    contact: { id: person.id, name: 'plantbed', traits: { plan: 'plantced' } },
    merged: [{ id: other.id }],
    activity: [{ metadata: { on: 'planthed' } }],
    tickets: [{ id: own.json.id, subject: 'plantied', messages: [{ text: 'plantied' }, { text: 'plantjed' }] }],
    messages_elsewhere: [{ ticket: { id: bobs.id }, text: 'plantned', attachments: [{ name: 'plantled.txt' }] }],
  })
  const url = exported.json.messages_elsewhere[0].attachments[0].url
  expect((await call('GET', url)).text).toContain('plantmed bytes')
  expect(exported.text).not.toContain('It does not print')

  const erased = await call('POST', `/v1/contacts/${person.id}/erase`, undefined, { 'idempotency-key': 'gone' })
  expect(erased).toMatchObject({
    status: 200,
    json: {
      contact_id: person.id,
      counts: { tickets: 1, shared_tickets: 1, messages: 1, attachments: 1, mails: 2, activities: 1 },
    },
  })
  await until(async () => (await whereIsIt()).length === 0)
  const { sha256, ...receipt } = erased.json
  expect(createHash('sha256').update(JSON.stringify(receipt)).digest('hex')).toBe(sha256)
  expect((await call('GET', '/v1/erasures')).json.data).toEqual([erased.json])
  expect(
    (await call('POST', `/v1/contacts/${person.id}/erase`, undefined, { 'idempotency-key': 'gone' })).json,
  ).toEqual(erased.json)
  for (const id of [person.id, other.id]) {
    expectProblem(await call('GET', `/v1/contacts/${id}`), 404, 'contact_not_found')
    expectProblem(await call('POST', `/v1/contacts/${id}/erase`), 404, 'contact_not_found')
    expectProblem(await call('POST', `/v1/contacts/${id}/export`), 404, 'contact_not_found')
  }
  const left = (await call('GET', `/v1/tickets/${bobs.id}`)).json
  expect(left).toMatchObject({ subject: 'Printer', requester: { name: 'Bob' }, participants: [] })
  expect(left.messages.map(({ text }: { text: string }) => text)).toEqual([
    'It does not print',
    'Look at the cable',
    '',
  ])
  const log = await lodge.store.pool.query('select type, data from event where desk_id = $1', [mail.desk().id])
  for (const { type, data } of log.rows) {
    expect([type, EVENT_TYPES[type]?.data.safeParse(data).error?.issues ?? []]).toEqual([type, []])
  }
})

test('what a follower made of an old snapshot meanwhile is erased again', async () => {
  const { json: ticket } = await call('POST', '/v1/tickets', {
    requester: { email: 'ann@example.com' },
    subject: 'Hello',
  })
  await call('DELETE', `/v1/tickets/${ticket.id}/personal-data`)
  await lodge.store.pool.query(
    `insert into mail_message (desk_id, message_id, ticket_id, event_id, is_public, created_at)
     values ($1, '<plantzed@example.com>', $2, 1, true, now())`,
    [mail.desk().id, ticket.id],
  )
  await sweepErasures(lodge.lodge)
  expect(await whereIsIt()).toEqual([])
})

test('a requester who is known otherwise stays, without the ticket', async () => {
  const { json: bob } = await call('PUT', '/v1/contacts', { email: 'bob@example.com', name: 'Bob' })
  const { json: ticket } = await call('POST', '/v1/tickets', {
    requester: { email: 'bob@example.com' },
    subject: 'Hello',
  })
  expect(ticket.requester.id).toBe(bob.id)
  await call('DELETE', `/v1/tickets/${ticket.id}/personal-data`)
  const kept = (await call('GET', `/v1/contacts/${bob.id}`)).json
  expect(kept).toMatchObject({ email: 'bob@example.com', name: 'Bob' })
  expect(Object.values(kept.tickets)).toEqual(Object.values(kept.tickets).map(() => 0))
  const { json: only } = await call('POST', '/v1/tickets', {
    requester: { email: 'eve@example.com', name: 'Eve' },
    subject: 'Hello',
  })
  await call('DELETE', `/v1/tickets/${only.id}/personal-data`)
  expect((await call('GET', `/v1/contacts/${only.requester.id}`)).status).toBe(404)
})

test('the log is read before new tickets are held up; under their lock, only what came since', async () => {
  const { json: ticket } = await call('POST', '/v1/tickets', {
    requester: { email: 'plantqed@example.com' },
    subject: 'plantred',
  })
  const actor = systemActor(mail.desk().id as DeskId)
  const log = await readLog(lodge.lodge, actor, ticket.id)
  await call('POST', `/v1/tickets/${ticket.id}/messages`, { body: 'plantsed' })
  // Not there when the log was read, and yet of a transaction before: it stands for all that is not read again.
  const old = [actor.deskId, ticket.id]
  await lodge.store.pool.query(
    `insert into event (desk_id, xid, id, type, ticket_id, actor_kind, data, created_at)
     values ($1, '1', 1, 'ticket.updated', $2, 'system', '{"text":"as it was"}', now())`,
    old,
  )
  await lodge.store.db.transaction().execute((tx) => eraseTicket({ tx, lodge: lodge.lodge, actor }, ticket.id, log))
  const kept = await lodge.store.pool.query(
    `delete from event where desk_id = $1 and ticket_id = $2 and xid = '1' returning data`,
    old,
  )
  expect(kept.rows).toEqual([{ data: { text: 'as it was' } }])
  await until(async () => {
    await sweepErasures(lodge.lodge)
    return (await whereIsIt()).length === 0
  })
})

test('403 without admin', async () => {
  const { json: ticket } = await call('POST', '/v1/tickets', { requester: { email: 'a@example.com' }, subject: 'Hi' })
  const token = await lodge.token(mail.desk(), ['tickets:read', 'tickets:write', 'contacts:write'])
  for (const verb of ['export', 'erase']) {
    const at = `/v1/contacts/${ticket.requester.id}/${verb}`
    expectProblem(await lodge.call(token, 'POST', at), 403, 'insufficient_scope')
  }
  expectProblem(await lodge.call(token, 'DELETE', `/v1/tickets/${ticket.id}/personal-data`), 403, 'insufficient_scope')
  expect((await lodge.call(token, 'GET', `/v1/tickets/${ticket.id}/personal-data`)).json.erased_at).toBeNull()
})

/** A new table that tells of tickets or messages belongs to what is erased: see to it in core/tickets/erase, then list it. */
const SEEN_TO = [
  ...['attachment', 'delivery', 'draft', 'event', 'hook_delivery', 'inbound_mail', 'intervention_run', 'mail_bounce'],
  ...[
    'mail_message',
    'message',
    'message_mail',
    'message_recipient',
    'notification',
    'participant',
    'rule_run',
    'rule_timer',
    'scheduled_message',
    'search_doc',
    'slack_receipt',
  ],
  ...[
    'slack_thread',
    'bulk_change_ticket',
    'ticket_erasure',
    'ticket_event',
    'ticket_link',
    'ticket_merge',
    'ticket_merge_participant',
    'ticket_quiet',
    'ticket_rating',
    'ticket_read',
    'ticket_resolution',
  ],
  ...['ticket_sla', 'ticket_split', 'ticket_tag', 'watchlist_ticket'],
]

test('every table that tells of tickets is seen to', async () => {
  const tables = await lodge.store.pool.query<{ name: string }>(
    `select distinct table_name as name from information_schema.columns
     where table_schema = 'public' and column_name in ('ticket_id', 'message_id') order by 1`,
  )
  expect(tables.rows.map(({ name }) => name)).toEqual(SEEN_TO.toSorted())
})
