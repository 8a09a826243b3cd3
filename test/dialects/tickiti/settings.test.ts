import { beforeAll, describe, expect, test } from 'vitest'
import { type TestDesk, useLodge } from '../../support/lodge.ts'
import { tickitiToken } from './support.ts'

const lodge = useLodge()

let desk: TestDesk
let token: string
beforeAll(async () => {
  desk = await lodge.desk()
  token = await tickitiToken(lodge, desk)
})

const post = (path: string, body: object = {}, secret = token) =>
  lodge.call(secret, 'POST', `/api/v1/settings/${path}`, body)
const ticket = async (more: object = {}): Promise<string> =>
  (
    await lodge.call(desk.token, 'POST', '/v1/tickets', {
      requester: { email: 'ann@example.com' },
      subject: 'Hi',
      ...more,
    })
  ).json.id

describe('settings: hashtags', () => {
  test('settings/hashtags lists the tags of tickets', async () => {
    await ticket({ tags: ['vip'] })
    expect((await post('hashtags')).json).toEqual({
      hashtags: [{ id: expect.any(String), tag: 'vip', colour: null, tickets: 1 }],
    })
  })

  test('settings/hashtags/delete takes one off all tickets; an unknown tag is no error', async () => {
    await ticket({ tags: ['gone'] })
    for (const tag of ['#Gone', 'gone', 'never-was']) {
      expect(await post('hashtags/delete', { tag })).toMatchObject({ status: 200, json: { deleted: true } })
    }
    const tags = (await post('hashtags')).json.hashtags.map(({ tag }: { tag: string }) => tag)
    expect(tags).not.toContain('gone')
  })
})

describe('settings: perspectives', () => {
  test('settings/perspectives/create answers perspective_id, and settings/perspectives lists it', async () => {
    const made = await post('perspectives/create', { name: 'Mine', shared: true })
    expect(made).toMatchObject({ status: 200, json: { perspective_id: expect.stringMatching(/^\d+$/) } })
    const { perspectives } = (await post('perspectives')).json
    expect(perspectives).toContainEqual(expect.objectContaining({ id: made.json.perspective_id, name: 'Mine' }))
    const view = await lodge.call(desk.token, 'GET', `/v1/views/${made.json.perspective_id}`)
    expect(view.json).toMatchObject({ name: 'Mine', shared: true, filter: {} })
  })

  test('settings/perspectives/update renames and shares it; show_in_crm is taken and means nothing here', async () => {
    const { perspective_id } = (await post('perspectives/create', { name: 'A', shared: false })).json
    const given = { perspective_id, name: 'B', show_in_crm: true, shared: true }
    expect((await post('perspectives/update', given)).json.perspective).toMatchObject({ name: 'B', shared: true })
  })

  test('settings/perspectives/delete; 404 where there is none', async () => {
    const { perspective_id } = (await post('perspectives/create', { name: 'A' })).json
    expect((await post('perspectives/delete', { perspective_id })).status).toBe(200)
    for (const path of ['perspectives/delete', 'perspectives/update']) {
      expect(await post(path, { perspective_id })).toMatchObject({
        status: 404,
        json: { ok: false, error: 'not_found' },
      })
    }
  })
})

describe('settings: stock responses', () => {
  test('settings/stock-responses/create needs no fields and answers template.id', async () => {
    const made = (await post('stock-responses/create')).json
    expect(made.template).toMatchObject({ id: expect.stringMatching(/^\d+$/), title: '', content: '' })
  })

  test('settings/stock-responses/update writes it; settings/stock-responses/show and the list read it back', async () => {
    const { id } = (await post('stock-responses/create')).json.template
    const template = { id, title: 'Thanks', category: 'Ends', subcategory: '', content: '<p>Thank you.</p>' }
    expect((await post('stock-responses/update', { template })).json.template).toMatchObject(template)
    expect((await post('stock-responses/show', { template_id: id })).json.template).toMatchObject(template)
    expect((await post('stock-responses')).json.templates).toContainEqual(expect.objectContaining(template))
    expect((await lodge.call(desk.token, 'GET', `/v1/canned-replies/${id}`)).json).toMatchObject({
      title: 'Thanks',
      format: 'html',
      body: '<p>Thank you.</p>',
    })
  })

  test('settings/stock-responses/delete; 404 where there is none', async () => {
    const { id } = (await post('stock-responses/create')).json.template
    expect((await post('stock-responses/delete', { template_id: id })).status).toBe(200)
    expect((await post('stock-responses/show', { template_id: id })).json.error).toBe('not_found')
    expect((await post('stock-responses/update', { template: { id } })).status).toBe(404)
    expect((await post('stock-responses/delete', { template_id: 1 })).status).toBe(404)
  })
})

describe('settings: watchlists', () => {
  test('settings/watchlists/create, and settings/watchlists answers watchlists with id and name', async () => {
    const made = (await post('watchlists/create', { name: 'VIP', icon: 'star', shared: true })).json
    expect((await post('watchlists')).json.watchlists).toContainEqual(
      expect.objectContaining({ id: made.watchlist_id, name: 'VIP', icon: 'star', shared: true, ticket_ids: [] }),
    )
  })

  test('settings/watchlists/add-tickets, reorder and remove-tickets keep the order', async () => {
    const [a, b] = [await ticket(), await ticket()]
    const { watchlist_id } = (await post('watchlists/create', { name: 'Two', icon: '', shared: false })).json
    const after = async (way: string, ticket_ids: string[]) =>
      (await post(`watchlists/${way}`, { watchlist_id, ticket_ids })).json.watchlist.ticket_ids
    expect(await after('add-tickets', [a, b])).toEqual([a, b])
    expect(await after('reorder', [b, a])).toEqual([b, a])
    expect(await after('remove-tickets', [b])).toEqual([a])
    const wrong = await post('watchlists/add-tickets', { watchlist_id, ticket_ids: ['99999'] })
    expect(wrong).toMatchObject({
      status: 422,
      json: { error: 'validation_failed', errors: { ticket_ids: [expect.any(String)] } },
    })
  })

  test('settings/watchlists/update and delete; 404 where there is none', async () => {
    const { watchlist_id } = (await post('watchlists/create', { name: 'A' })).json
    const renamed = await post('watchlists/update', { watchlist_id, name: 'B', icon: 'flag' })
    expect(renamed.json.watchlist).toMatchObject({ name: 'B', icon: 'flag' })
    expect((await post('watchlists/delete', { watchlist_id })).status).toBe(200)
    for (const way of ['update', 'delete']) {
      expect((await post(`watchlists/${way}`, { watchlist_id })).json).toMatchObject({ ok: false, error: 'not_found' })
    }
    expect((await post('watchlists/reorder', { watchlist_id, ticket_ids: [] })).status).toBe(404)
  })
})

describe('settings: who may', () => {
  test('settings:read reads and does not write; settings:write reads too; others may neither', async () => {
    const reader = await tickitiToken(lodge, desk, ['settings:read'])
    const writer = await tickitiToken(lodge, desk, ['settings:write'])
    const other = await tickitiToken(lodge, desk, ['tickets:read'])
    const statuses = async (secret: string) => [
      (await post('watchlists', {}, secret)).status,
      (await post('watchlists/create', { name: 'x' }, secret)).status,
    ]
    expect(await statuses(reader)).toEqual([200, 403])
    expect(await statuses(writer)).toEqual([200, 200])
    expect(await statuses(other)).toEqual([403, 403])
  })

  test('its owner must be staff: an agent’s token may, that of one who reads along may not', async () => {
    const tokenOf = async (role: string) => {
      const member = { email: `${role}@example.com`, name: role, role }
      const { id } = (await lodge.call(desk.token, 'POST', '/v1/members', member)).json
      return tickitiToken(lodge, desk, undefined, id)
    }
    expect((await post('watchlists', {}, await tokenOf('agent'))).status).toBe(200)
    expect((await post('watchlists', {}, await tokenOf('light_agent'))).json.error).toBe('forbidden')
  })

  test('422 names the field that is wrong', async () => {
    for (const [path, body, field] of [
      ['hashtags/delete', {}, 'tag'],
      ['perspectives/create', { name: '' }, 'name'],
      ['perspectives/update', { perspective_id: {} }, 'perspective_id'],
      ['stock-responses/show', {}, 'template_id'],
      ['stock-responses/update', {}, 'template'],
      ['watchlists/create', { name: 'x', shared: 'yes' }, 'shared'],
      ['watchlists/reorder', { watchlist_id: '1', ticket_ids: 'x' }, 'ticket_ids'],
    ] as const) {
      const answer = await post(path, body)
      expect([path, answer.status, Object.keys(answer.json.errors)]).toEqual([path, 422, [field]])
    }
  })
})
