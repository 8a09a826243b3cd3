import { describe, expect, test } from 'vitest'
import { purgeActivity } from '../../../src/core/activity/purge.ts'
import { useLodge } from '../../support/lodge.ts'
import { haloOf } from './support.ts'

const lodge = useLodge()
const halo = haloOf(lodge)

const activityOf = async (desk: { token: string }, contactId: string, query = '') =>
  (await lodge.call(desk.token, 'GET', `/v1/contacts/${contactId}/activity${query}`)).json

describe('POST /api/sdk/events', () => {
  test('{"success":true}; the user is upserted and has done it', async () => {
    const desk = await halo.desk()
    const events = [
      { event_type: 'click', element_selector: '#buy', page_url: 'https://shop.example/cart', metadata: { price: 9 } },
      { event_type: 'page_view' },
    ]
    const done = await halo.post(desk, 'events', { user_id: 'u1', session_id: 's1', events })
    expect([done.status, done.json]).toEqual([200, { success: true }])
    const { user } = (await halo.post(desk, 'users/identify', { user_id: 'u1' })).json
    expect(user.created).toBe(false)
    const { data } = await activityOf(desk, user.id)
    expect(data).toMatchObject([
      { type: 'page_view', element: null, page_url: null, metadata: {} },
      {
        type: 'click',
        element: '#buy',
        page_url: 'https://shop.example/cart',
        metadata: { price: 9 },
        session_id: 's1',
      },
    ])
    expect((await halo.lastEvent(desk, 'activity.recorded')).data.activity).toEqual(data.toReversed())
  })

  test('long fields are cut, event_type to 100 characters', async () => {
    const desk = await halo.desk()
    const long = '🎫'.repeat(3_000)
    const events = [{ event_type: long, element_selector: long, page_url: long }]
    expect((await halo.post(desk, 'events', { user_id: 'u1', events })).status).toBe(200)
    const { activity } = (await halo.lastEvent(desk, 'activity.recorded')).data
    expect(activity).toMatchObject([
      { type: '🎫'.repeat(100), element: '🎫'.repeat(500), page_url: '🎫'.repeat(2_000) },
    ])
  })

  test('of nobody known, or "anonymous", no user is made', async () => {
    const desk = await halo.desk()
    for (const user_id of [undefined, '', 'anonymous']) {
      expect((await halo.post(desk, 'events', { user_id, events: [{ event_type: 'x' }] })).status).toBe(200)
    }
    expect([await halo.count('contact', desk), await halo.count('activity', desk)]).toEqual([0, 3])
  })

  test.each([
    ['without events', { events: undefined }, 'events is required'],
    ['with 101 events', { events: Array(101).fill({ event_type: 'x' }) }, 'events must have at most 100 items'],
    ['with an event without event_type', { events: [{}] }, 'events.0.event_type is required'],
    ['with a number for event_type', { events: [{ event_type: 7 }] }, 'events.0.event_type must be a string'],
    [
      'with 10,001 bytes of metadata',
      { events: [{ event_type: 'x', metadata: { a: `${'é'.repeat(4_996)}x` } }] },
      'events.0.metadata must be at most 10000 bytes',
    ],
  ])('400 with the error that says what is allowed: %s', async (_with, body, error) => {
    const desk = await halo.desk()
    const refused = await halo.post(desk, 'events', { session_id: 's1', ...body })
    expect([refused.status, refused.json]).toEqual([400, { error }])
    expect(await halo.count('activity', desk)).toBe(0)
  })

  test('100 events, each with 10,000 bytes of metadata, are taken', async () => {
    const desk = await halo.desk()
    const events = Array(100).fill({ event_type: 'x', metadata: { a: 'x'.repeat(9_992) } })
    expect((await halo.post(desk, 'events', { user_id: 'u1', events })).status).toBe(200)
    expect(await halo.count('activity', desk)).toBe(100)
  })

  test('what a contact did is listed by pages, and goes with it into a merged one', async () => {
    const desk = await halo.desk()
    const events = Array.from({ length: 5 }, (_, n) => ({ event_type: `e${n}` }))
    await halo.post(desk, 'events', { user_id: 'u1', events })
    const one = (await halo.post(desk, 'users/identify', { user_id: 'u1' })).json.user
    const two = (await halo.post(desk, 'users/identify', { user_id: 'u2' })).json.user
    await lodge.call(desk.token, 'POST', `/v1/contacts/${one.id}/merge`, { into: two.id })
    const first = await activityOf(desk, two.id, '?limit=3')
    const rest = await activityOf(desk, two.id, `?limit=3&cursor=${first.next_cursor}`)
    const types = [...first.data, ...rest.data].map(({ type }) => type)
    expect([types, rest.next_cursor]).toEqual([['e4', 'e3', 'e2', 'e1', 'e0'], null])
  })

  test('it is kept for 90 days', async () => {
    const desk = await halo.desk()
    await halo.post(desk, 'events', { session_id: 's1', events: [{ event_type: 'old' }, { event_type: 'new' }] })
    await lodge.store.pool.query(
      `update activity set created_at = now() - interval '91 days' where desk_id = $1 and type = 'old'`,
      [desk.id],
    )
    await purgeActivity(lodge.store)
    expect(await halo.count('activity', desk)).toBe(1)
  })
})
