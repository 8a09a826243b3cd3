import { Readable } from 'node:stream'
import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { purgeDeliveries } from '../../../src/core/deliveries/purge.ts'
import { startJobs } from '../../../src/jobs/start.ts'
import { until } from '../../support/feed.ts'
import { type TestDesk, useLodge } from '../../support/lodge.ts'
import { tickitiToken } from './support.ts'

const lodge = useLodge()

let desk: TestDesk
let token: string
let stop: () => Promise<void>
beforeAll(async () => {
  desk = await lodge.desk()
  token = await tickitiToken(lodge, desk, ['reports:read', 'supervisor:write', 'administration:write'])
  stop = (await startJobs(lodge.lodge)).stop
})
afterAll(() => stop?.())

const post = (path: string, body: object = {}, secret = token) => lodge.call(secret, 'POST', `/api/v1/${path}`, body)
const v1 = (method: string, path: string, body?: object) => lodge.call(desk.token, method, `/v1${path}`, body)
const query = (sql: string, values: unknown[]) => lodge.store.pool.query(sql, values)
const ticket = async (more: object = {}): Promise<string> =>
  (await v1('POST', '/tickets', { requester: { email: 'ann@example.com' }, subject: 'Hi', ...more })).json.id

/** Today and tomorrow, as it may become midnight meanwhile. */
const days = () => ({
  date_from: new Date().toISOString().slice(0, 10),
  date_to: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10),
})

describe('reports', () => {
  test('reports/meta says what there is', async () => {
    expect((await post('reports/meta')).json).toMatchObject({
      reports: expect.arrayContaining(['volumes']),
      group_by: ['day', 'week', 'month'],
      time_zone: 'UTC',
      queues: [{ name: 'Support' }],
    })
  })

  test('reports/volumes, reports/response-times, reports/resolutions and reports/agent-activity count what happened', async () => {
    const kim = (await v1('POST', '/members', { email: 'kim@example.com', name: 'Kim', role: 'agent' })).json
    const id = await ticket({ assignee: kim.id })
    await v1('POST', `/tickets/${id}/messages`, { body: 'Done', status: 'resolved' })
    const first = async (name: string, key: string) => (await post(`reports/${name}`, days())).json[key][0]
    await until(async () => (await first('volumes', 'volumes')).tickets_closed > 0)
    expect(await first('volumes', 'volumes')).toMatchObject({
      date: days().date_from,
      tickets_created: 1,
      responses_sent: 1,
    })
    expect((await first('response-times', 'response_times')).first_response).toMatchObject({ count: 1 })
    expect(await first('resolutions', 'resolutions')).toMatchObject({ tickets_closed: 1, resolution: { count: 1 } })
    expect(await first('agent-activity', 'agents')).toMatchObject({ user: { id: kim.id }, tickets_closed: 1 })
    const month = await post('reports/volumes', { ...days(), group_by: 'month' })
    expect(month.json.volumes[0].date).toMatch(/-01$/)
  })

  test('reports/resolutions says how many were closed under each resolution category, after corrections', async () => {
    const make = async (name: string) =>
      (await v1('POST', '/resolution-categories', { name, color: '#00aa00' })).json.id as string
    const [fixed, refunded] = [await make('Fixed'), await make('Refunded')]
    const resolve = async (id: string, resolution: string) =>
      v1('PATCH', `/tickets/${id}`, { status: 'resolved', resolution })
    const [one, other] = [await ticket(), await ticket()]
    await resolve(one, 'Fixed')
    await resolve(other, 'Fixed')
    await resolve(other, 'Refunded')
    await v1('PATCH', `/tickets/${one}`, { status: 'open' })
    await resolve(one, 'Fixed')
    // Resolved twice is counted twice, as everywhere in reports.
    const closed = [fixed, refunded].map((id, place) => ({ id, name: ['Fixed', 'Refunded'][place], colour: '#00aa00' }))
    const expected = closed.map((category, place) => ({ ...category, tickets_closed: 2 - place }))
    const read = async () => (await post('reports/resolutions', days())).json.categories
    await until(async () => isDeepStrictEqual(await read(), expected))
  })

  test('422 days that are none, or the wrong way round, or a group there is not', async () => {
    for (const [body, field] of [
      [{ date_from: 'x' }, 'date_from'],
      [{ date_from: '2026-01-02', date_to: '2026-01-01' }, 'date_to'],
      [{ date_from: '2020-01-02', date_to: '2026-01-01' }, 'date_to'],
      [{ group_by: 'hour' }, 'group_by'],
    ] as const) {
      const answer = await post('reports/volumes', body)
      expect([body, answer.status, Object.keys(answer.json.errors)]).toEqual([body, 422, [field]])
    }
  })
})

describe('supervisor', () => {
  test('supervisor/diagnostics answers what `lodge doctor` checks', async () => {
    const { healthy, checks } = (await post('supervisor/diagnostics')).json
    const names = checks.map(({ check }: { check: string }) => check)
    expect(names).toEqual(['node', 'data folder', 'disk', 'database', 'search', 'schema', 'clock', 'followers'])
    expect(healthy).toBe(true)
  })

  test('supervisor/health/disk/store, supervisor/health/manage and supervisor/health/disk/delete', async () => {
    const small = { root_path: '/', min_free_space: 0, warn_free_space: 1 }
    const { disk } = (await post('supervisor/health/disk/store', small)).json
    expect((await post('supervisor/health/manage')).json.disks).toEqual([{ id: disk.id, ...small }])
    expect((await post('supervisor/health')).json.disks).toMatchObject([
      { id: disk.id, status: 'ok', free_space: expect.any(Number) },
    ])
    const huge = { ...small, warn_free_space: Number.MAX_SAFE_INTEGER }
    expect((await post('supervisor/health/disk/store', huge)).json.disk.id).toBe(disk.id)
    expect((await post('supervisor/health')).json).toMatchObject({ status: 'attention', disks: [{ status: 'warn' }] })
    expect((await post('supervisor/health/disk/delete', { id: disk.id })).status).toBe(200)
    expect((await post('supervisor/health/disk/delete', { id: disk.id })).json.error).toBe('not_found')
    expect((await post('supervisor/health/disk/store', { ...small, root_path: 'x' })).json.errors).toHaveProperty(
      'root_path',
    )
    expect((await post('supervisor/health/disk/store', { ...small, min_free_space: 2 })).status).toBe(422)
  })

  test('supervisor/jobs lists failed jobs and deliveries; supervisor/health knows those of supervisor/health/exception/store', async () => {
    const job = await failedJob()
    const delivery = await failedDelivery()
    const listed = (await post('supervisor/jobs')).json.jobs
    expect(listed).toContainEqual(expect.objectContaining({ id: job, name: 'reindex_contact', exception: 'Boom 17' }))
    expect(listed).toContainEqual(
      expect.objectContaining({ id: delivery, name: 'deliver_webhook', exception: 'It is gone.' }),
    )
    const unknown = async () => (await post('supervisor/health')).json.exceptions.map(({ id }: { id: string }) => id)
    expect(await unknown()).toEqual(expect.arrayContaining([job, delivery]))
    const { exception } = (await post('supervisor/health/exception/store', { pattern: 'boom', description: 'Known' }))
      .json
    expect((await post('supervisor/health/manage')).json.exceptions).toEqual([exception])
    expect(await unknown()).toEqual([delivery])
    expect((await post('supervisor/health/exception/delete', { id: exception.id })).status).toBe(200)
    expect((await post('supervisor/health/exception/delete', { id: exception.id })).status).toBe(404)
    await post('supervisor/jobs/delete', { job_ids: [job, delivery] })
  })

  test('supervisor/jobs/retry tries them again, and supervisor/jobs/delete gives them up; what has not failed stays', async () => {
    const [job, delivery] = [await failedJob(), await failedDelivery()]
    expect((await post('supervisor/jobs/retry', { job_ids: [job, delivery, '1'] })).json).toEqual({ retried: 2 })
    await until(async () => (await query('select from graphile_worker.jobs where id = $1', [job])).rowCount === 0)
    const state = 'select state from delivery where desk_id = $1 and id = $2'
    expect((await query(state, [desk.id, delivery])).rows).toEqual([{ state: 'pending' }])
    expect((await post('supervisor/jobs/delete', { job_ids: [delivery] })).json).toEqual({ deleted: 0 })
    const more = [await failedJob(), await failedDelivery()]
    expect((await post('supervisor/jobs/delete', { job_ids: more })).json).toEqual({ deleted: 2 })
    expect((await post('supervisor/jobs')).json.jobs).toEqual([])
  })

  test('supervisor/jobs shows no other desk’s, and supervisor/jobs/delete leaves them', async () => {
    const other = await lodge.desk()
    const [job, delivery] = [await failedJob(other), await failedDelivery(other)]
    expect((await post('supervisor/jobs')).json.jobs).toEqual([])
    expect((await post('supervisor/jobs/delete', { job_ids: [job, delivery] })).json).toEqual({ deleted: 0 })
    expect((await post('supervisor/jobs/retry', { job_ids: [job, delivery] })).json).toEqual({ retried: 0 })
  })
})

const failedJob = async (of: TestDesk = desk): Promise<string> => {
  const added = await query(
    `select id::text from graphile_worker.add_job('reindex_contact', json_build_object('desk_id', $1::text, 'contact_id', '1'),
       run_at => now() + interval '1 day', max_attempts => 1)`,
    [of.id],
  )
  const { id } = added.rows[0]
  await query(`update graphile_worker._private_jobs set attempts = 1, last_error = 'Boom 17' where id = $1`, [id])
  return id
}

const failedDelivery = async (of: TestDesk = desk): Promise<string> => {
  const id = lodge.store.nextId()
  await query(
    `insert into delivery (desk_id, id, channel, target, lane, event_xid, event_id, event_type, data, due_at, created_at, state, reason)
     values ($1, $2::bigint, 'webhook', $2::bigint::text, 'x', '1', '1', 'tag.created', '{}', now() + interval '1 day', now(), 'failed', 'It is gone.')`,
    [of.id, id],
  )
  return id
}

describe('administration', () => {
  test('administration/users/create, administration/users and administration/users/{user}/update', async () => {
    const given = { name: 'Lee', email: 'lee@example.com', is_staff: true, is_admin: false, tonic_notifications: true }
    const { user } = (await post('administration/users/create', given)).json
    expect((await post('administration/users')).json.users).toContainEqual(
      expect.objectContaining({ id: user.id, email: 'lee@example.com', is_staff: true, is_admin: false }),
    )
    const update = async (flags: object) => (await post(`administration/users/${user.id}/update`, flags)).json.user
    expect(await update({ is_admin: true })).toMatchObject({ is_admin: true, is_staff: true })
    expect(await update({ is_staff: false, is_admin: false })).toMatchObject({ is_admin: false, is_staff: false })
    expect((await v1('GET', `/members/${user.id}`)).json.role).toBe('light_agent')
    expect((await post('administration/users/create', given)).json.errors).toHaveProperty('email')
    expect((await post('administration/users/1/update', {})).json.error).toBe('not_found')
  })

  test('administration/users/{user}/update keeps an owner an owner, and the last one in any case', async () => {
    const owner = (await v1('POST', '/members', { email: 'o@example.com', name: 'O', role: 'owner' })).json
    const path = `administration/users/${owner.id}/update`
    expect((await post(path, { is_staff: true, is_admin: true })).status).toBe(200)
    expect((await v1('GET', `/members/${owner.id}`)).json.role).toBe('owner')
    expect((await post(path, { is_admin: false })).json.errors).toHaveProperty('is_admin')
  })

  test('administration/users/{user}/queues/{queue} puts a user in a queue’s team; detach takes them out', async () => {
    const member = (await v1('POST', '/members', { email: 'm@example.com', name: 'M', role: 'agent' })).json
    const [support] = (await v1('GET', '/departments')).json.data
    const path = `administration/users/${member.id}/queues/${support.id}`
    const rights = {
      can_view: true,
      can_manage: true,
      can_delete: false,
      treat_as_inbox: true,
      receive_inbox_errors: false,
    }
    expect((await post(path, rights)).json).toMatchObject({ user: { id: member.id }, queue_id: support.id })
    expect((await v1('GET', `/departments/${support.id}/team`)).json.data).toMatchObject([{ id: member.id }])
    expect((await post(path, { can_view: false })).json).toMatchObject({
      error: 'forbidden',
      message: expect.any(String),
    })
    expect((await post(`${path}/detach`)).status).toBe(200)
    expect((await v1('GET', `/departments/${support.id}/team`)).json.data).toEqual([])
  })

  test('administration/storage/delete-closed deletes what was done so long ago, with everything of it', async () => {
    const headers = { 'content-type': 'application/octet-stream' }
    const file = (await lodge.call(desk.token, 'POST', '/v1/attachments?name=a.txt', 'hello', headers)).json.id
    const old = await ticket({ tags: ['old'], attachments: [file], body: 'Xylophone' })
    const mail = await arrived(old)
    const young = await ticket()
    const open = await ticket()
    const watchlist = (await v1('POST', '/watchlists', { name: 'x' })).json
    await v1('POST', `/watchlists/${watchlist.id}/tickets`, { tickets: [old, young] })
    await v1('DELETE', `/watchlists/${watchlist.id}`)
    const { id } = (await v1('POST', '/watchlists', { name: 'y' })).json
    await query('insert into watchlist_ticket values ($1, $2, $3, 1)', [desk.id, id, old])
    for (const one of [old, young]) await v1('PATCH', `/tickets/${one}`, { status: 'closed' })
    await query(
      `update ticket set resolved_at = now() - interval '8 days', closed_at = now() - interval '8 days',
         last_message_at = now() - interval '8 days' where id = any ($1)`,
      [[old, open]],
    )
    // By then its followers are done with it; those of its watchlists name it in events of their own.
    await query(`delete from event where desk_id = $1 and type like 'watchlist.%'`, [desk.id])
    await until(async () => (await query('select from search_doc where ticket_id = $1', [old])).rowCount === 1)
    const deleted = await post('administration/storage/delete-closed', { older_than_days: 7 })
    expect(deleted.json).toEqual({ deleted: 1, more: false })
    expect(await tablesWith(old)).toEqual([])
    expect(await tablesWith(file)).toEqual([])
    expect(await tablesWith('plant')).toEqual([])
    expect(await lodge.lodge.blobs.read(mail.key)).toBeUndefined()
    expect((await v1('GET', `/inbound-mails/${mail.id}`)).json).toMatchObject({ state: 'noted', ticket_id: null })
    for (const one of [young, open]) expect((await v1('GET', `/tickets/${one}`)).status).toBe(200)
    expect((await v1('GET', `/watchlists/${id}`)).json.tickets).toEqual([])
    expect((await v1('GET', '/search?q=xylophone')).json.data).toEqual([])
    for (const older_than_days of [0, 'x']) {
      expect((await post('administration/storage/delete-closed', { older_than_days })).status).toBe(422)
    }
  })

  test('administration/storage/retention keeps sent mails so long; other deliveries stay', async () => {
    const sent = async (channel: string) => {
      const id = await failedDelivery()
      await query(`update delivery set channel = $2, created_at = now() - interval '8 days' where id = $1`, [
        id,
        channel,
      ])
      return id
    }
    const [mail, webhook] = [await sent('mail'), await sent('webhook')]
    expect((await post('administration/storage/retention', { sent_mail_retention_days: 7 })).status).toBe(200)
    await purgeDeliveries(lodge.store)
    const left = await query('select id from delivery where id = any ($1)', [[mail, webhook]])
    expect(left.rows).toEqual([{ id: webhook }])
    expect((await post('administration/storage/retention', { sent_mail_retention_days: 0 })).status).toBe(422)
    expect((await post('administration/system')).json.sent_mail_retention_days).toBe(7)
  })

  test('administration/storage/delete-orphaned sweeps files that nothing has', async () => {
    expect((await post('administration/storage/delete-orphaned')).json).toEqual({ deleted: expect.any(Number) })
  })

  test('administration/diagnostics, administration/diagnostics/fetch and administration/system say how it is', async () => {
    for (const path of ['administration/diagnostics', 'administration/diagnostics/fetch']) {
      expect((await post(path)).json).toMatchObject({ healthy: true, checks: expect.any(Array) })
    }
    expect((await post('administration/system')).json).toMatchObject({ version: expect.any(String), time_zone: 'UTC' })
  })
})

/** A mail that was noted on a ticket: its id, and its file's key. */
const arrived = async (ticketId: string): Promise<{ id: string; key: string }> => {
  const kept = await lodge.lodge.blobs.write(Readable.from([Buffer.from('From: plant@example.com')]), 1_000)
  if (!kept.ok) throw new Error(kept.error.code)
  const { key, sha256 } = kept.value
  const id = lodge.store.nextId()
  await query(
    `insert into inbound_mail (desk_id, id, mailbox_id, state, reason, storage_key, size, sha256, message_id, envelope, ticket_id)
     values ($1, $2, 1, 'noted', 'It is of plant.', $3, 23, $4, 'plant@example.com', $5, $6)`,
    [desk.id, id, key, sha256, { from: 'plant', to: [], ip: null, helo: null, tls: false, via: 'smtp' }, ticketId],
  )
  return { id, key }
}

/** The tables of the desk that name it anywhere. */
const tablesWith = async (text: string): Promise<string[]> => {
  const tables = await query(
    `select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'desk_id'`,
    [],
  )
  const found = []
  for (const { name } of tables.rows) {
    const rows = await query(`select from ${name} t where desk_id = $1 and strpos(t::text, $2) > 0`, [desk.id, text])
    if (rows.rowCount) found.push(name)
  }
  return found
}

test.each([
  'supervisor/super-tasks',
  'administration/ai-assistant',
  'administration/ai-assistant/update',
  'administration/branding',
  'administration/branding/app-logo',
  'administration/branding/email-logo',
  'administration/branding/reset-app-logo',
  'administration/branding/reset-email-logo',
  'administration/branding/update',
  'administration/custom-domain',
  'administration/custom-domain/update',
  'administration/diagnostics/update',
  'administration/diagnostics/upload',
  'administration/licence',
  'administration/system/update',
])('%s is 403 forbidden with a message, as a plan without it', async (path) => {
  const answer = await post(path)
  expect([answer.status, answer.json]).toEqual([
    403,
    { ok: false, error: 'forbidden', message: expect.stringContaining('plan') },
  ])
})

test('administration:read, supervisor:read and reports:read write nothing; a member needs the role', async () => {
  const reader = await tickitiToken(lodge, desk, ['administration:read', 'supervisor:read'])
  expect((await post('administration/users', {}, reader)).status).toBe(200)
  expect((await post('administration/users/create', {}, reader)).json.error).toBe('forbidden')
  expect((await post('supervisor/jobs/delete', { job_ids: [] }, reader)).json.error).toBe('forbidden')
  const admin = (await v1('POST', '/members', { email: 'a@example.com', name: 'A', role: 'admin' })).json
  const admins = await tickitiToken(lodge, desk, ['administration:write', 'supervisor:write'], admin.id)
  expect((await post('administration/users', {}, admins)).status).toBe(200)
  expect((await post('supervisor/jobs', {}, admins)).json.error).toBe('forbidden')
})
