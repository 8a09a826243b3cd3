import { describe, expect, test } from 'vitest'
import { readUntil } from '../../support/feed.ts'
import { useLodge } from '../../support/lodge.ts'
import { countAll, key, tickitiToken } from './support.ts'

const lodge = useLodge()

const MARCUS = 'marcus@trailblazers-club.example'

const open = async () => {
  const desk = await lodge.desk()
  const token = await tickitiToken(lodge, desk)
  const call = async (method: string, path: string, body: unknown) =>
    (await lodge.call(desk.token, method, path, body)).json
  await call('POST', '/v1/departments', { name: 'Returns' })
  const template = (identifier: string, body: string, more: object = {}) =>
    call('POST', '/v1/templates', {
      type: 'email',
      identifier,
      name: identifier,
      format: 'html',
      subject: `About ${identifier}`,
      body,
      ...more,
    })
  const create = (fields: object, headers = key(), path = '/api/create_ticket') =>
    lodge.call(token, 'POST', path, { originator_email_address: MARCUS, ...fields }, headers)
  const read = async (number = 1) => (await lodge.call(desk.token, 'GET', `/v1/tickets/${number}`)).json
  return { desk, token, call, template, create, read }
}

describe('POST /api/create_ticket with template_identifier and data', () => {
  const DATA = { order_reference: 'SP-2412-0489', product: '<b>Vapor</b> Pro 3' }

  test('subject and first response are what the template makes of the data; values are escaped', async () => {
    const { template, create, read } = await open()
    await template('warranty', '<p>Order {{order_reference}}: {{product}}</p>', {
      subject: 'Warranty {{order_reference}}',
    })
    const made = await create({ template_identifier: 'Warranty', data: { queue_name: 'Returns', ...DATA } })
    expect([made.status, made.json.data]).toEqual([
      200,
      {
        queue: 'Returns',
        used_template: true,
        used_intervention: false,
        used_private_template: false,
        used_public_template: false,
      },
    ])
    expect(await read()).toMatchObject({
      subject: 'Warranty SP-2412-0489',
      department: { name: 'Returns' },
      messages: [{ html: '<p>Order SP-2412-0489: &lt;b&gt;Vapor&lt;/b&gt; Pro 3</p>' }],
    })
  })

  test('a value is printed as it is where the template says raw, and made safe like any message', async () => {
    const { template, create, read } = await open()
    await template('table', '<p>{{ product | raw }}</p>')
    const product = '<b>Vapor</b><script>alert(1)</script>'
    expect((await create({ template_identifier: 'table', data: { product } })).status).toBe(200)
    expect((await read()).messages[0].html).toBe('<p><b>Vapor</b></p>')
  })

  test('the queue is data.queue_name, else the template’s, else the default', async () => {
    const { template, create } = await open()
    await template('placed', 'Hi', { department: 'Returns' })
    await template('unplaced', 'Hi')
    const queueOf = async (fields: object) => (await create(fields)).json.data.queue
    expect(await queueOf({ template_identifier: 'placed' })).toBe('Returns')
    expect(await queueOf({ template_identifier: 'placed', data: { queue_name: 'Support' } })).toBe('Support')
    expect(await queueOf({ template_identifier: 'unplaced', data: {} })).toBe('Support')
  })

  test('a template that suppresses the notification keeps the originator unmailed', async () => {
    const { desk, template, create } = await open()
    await template('quiet', 'Hi', { suppress_notification: true })
    await create({ template_identifier: 'quiet' })
    const [event] = (await readUntil(lodge, desk, 1, '', '&types=ticket.created')).data
    expect(event?.data).toMatchObject({ options: { notify: { requester: false } } })
  })

  test.each([
    ['an unknown template', { template_identifier: 'nope' }, 'template_identifier'],
    ['one that is switched off', { template_identifier: 'off' }, 'template_identifier'],
    ['one of which nothing is left', { template_identifier: 'empty' }, 'template_identifier'],
    [
      'an unbound {{placeholder}}, which it names',
      { template_identifier: 'warranty', data: { order: 'x' } },
      'data.product',
    ],
  ])('422 for %s, and nothing is written', async (_what, fields, field) => {
    const { desk, template, create } = await open()
    await template('off', 'Hi', { enabled: false })
    await template('empty', '{% if data.never %}Hi{% endif %}')
    await template('warranty', '<p>{{order}} {{product}}</p>')
    const before = await countAll(lodge, desk)
    const refused = await create(fields)
    expect([refused.status, Object.keys(refused.json.errors)]).toEqual([422, [field]])
    expect(await countAll(lodge, desk)).toEqual(before)
  })

  test('a replay is the first answer, though the template has changed since', async () => {
    const { desk, call, template, create } = await open()
    const { id } = await template('warranty', 'Hi')
    const headers = key()
    const first = await create({ template_identifier: 'warranty' }, headers)
    await call('DELETE', `/v1/templates/${id}`, undefined)
    const again = await create({ template_identifier: 'warranty' }, headers)
    expect([again.status, again.text, again.headers['idempotency-replayed']]).toEqual([200, first.text, 'true'])
    expect(await countAll(lodge, desk)).toMatchObject({ tickets: 1 })
  })
})

describe('POST /api/create_ticket with intervention, uid and data', () => {
  const CLAIM = { intervention: 'warranty_claim', uid: 'crm-claim-58221', data: { product: 'Vapor Pro 3' } }

  const withClaim = async () => {
    const made = await open()
    await made.template('warranty_claim.private', 'Check {{product}}', { type: 'intervention' })
    await made.template('warranty_claim.public', 'We look at your {{product}}', { type: 'intervention' })
    const fields = [{ name: 'refund', label: 'Refund', kind: 'number' }]
    const set = { department: 'Returns' }
    await made.call('POST', '/v1/interventions', { name: 'warranty_claim', title: 'Warranty claim', fields, set })
    await made.call('POST', '/v1/interventions', { name: 'bare', title: 'Without a template' })
    return made
  }

  test.each(['/api/create_ticket', '/api/v1/tickets'])(
    '%s files the ticket and posts its template responses together',
    async (path) => {
      const { create, read } = await withClaim()
      const made = await create(CLAIM, key(), path)
      expect([made.status, made.json]).toEqual([
        200,
        {
          ok: true,
          data: {
            queue: 'Returns',
            used_template: false,
            used_intervention: true,
            used_private_template: true,
            used_public_template: true,
          },
        },
      ])
      const { subject, department, messages } = await read()
      expect([subject, department.name]).toEqual(['Warranty claim', 'Returns'])
      const said = messages.map((one: { public: boolean; text: string }) => [one.public, one.text])
      expect(said.slice(1)).toEqual([
        [false, 'Check Vapor Pro 3'],
        [true, 'We look at your Vapor Pro 3'],
      ])
    },
  )

  test('data may be nested once more, as the interventions’ own page writes it', async () => {
    const { create, read } = await withClaim()
    await create({ ...CLAIM, data: { data: CLAIM.data } })
    expect((await read()).messages[1].text).toBe('Check Vapor Pro 3')
  })

  test('the same uid again is answered with the first ticket’s outcome, whatever the data', async () => {
    const { desk, create } = await withClaim()
    const first = await create(CLAIM)
    const again = await create({ ...CLAIM, data: { product: 'Other' } })
    expect([again.status, again.text]).toEqual([200, first.text])
    expect(await countAll(lodge, desk)).toMatchObject({ tickets: 1 })
    await create({ ...CLAIM, uid: 'another' })
    expect(await countAll(lodge, desk)).toMatchObject({ tickets: 2 })
  })

  test('the key replays byte for byte, and is 409 for another payload', async () => {
    const { desk, create } = await withClaim()
    const headers = key()
    const first = await create(CLAIM, headers)
    const again = await create(CLAIM, headers)
    expect([again.text, again.headers['idempotency-replayed']]).toEqual([first.text, 'true'])
    expect((await create({ ...CLAIM, uid: 'another' }, headers)).json.error).toBe('idempotency_key_conflict')
    expect(await countAll(lodge, desk)).toMatchObject({ tickets: 1 })
  })

  test.each([
    ['an unknown intervention', { ...CLAIM, intervention: 'nope' }, 'intervention'],
    ['one without its private template', { ...CLAIM, intervention: 'bare' }, 'intervention'],
    ['no uid', { ...CLAIM, uid: undefined }, 'uid'],
    ['queue_name', { ...CLAIM, queue_name: 'Returns' }, 'queue_name'],
    ['a field’s value of the wrong kind', { ...CLAIM, data: { ...CLAIM.data, refund: 'much' } }, 'data.refund'],
  ])('422 for %s, and nothing is written', async (_what, fields, field) => {
    const { desk, create } = await withClaim()
    const before = await countAll(lodge, desk)
    const refused = await create(fields)
    expect([refused.status, Object.keys(refused.json.errors)]).toEqual([422, [field]])
    expect(await countAll(lodge, desk)).toEqual(before)
  })

  test('is_public false: the first response is for staff only', async () => {
    const { create, read } = await withClaim()
    await create({ ...CLAIM, is_public: false })
    expect((await read()).messages[0].public).toBe(false)
  })
})

describe('POST /api/render_template', () => {
  test('200 with subject and content, filled; 422 naming what is unbound; the key is mandatory', async () => {
    const { token, template } = await open()
    await template('warranty', '<p>{{product}}</p>', { subject: 'About {{product}}' })
    const ask = (body: object, headers = key()) => lodge.call(token, 'POST', '/api/render_template', body, headers)
    const rendered = await ask({ template_identifier: 'warranty', data: { product: 'a < b' } })
    expect([rendered.status, rendered.json]).toEqual([
      200,
      { ok: true, data: { subject: 'About a < b', content: '<p>a &lt; b</p>' } },
    ])
    expect((await ask({ template_identifier: 'warranty' })).json.errors).toHaveProperty(['data.product'])
    expect((await ask({ template_identifier: 'nope' })).json.errors).toHaveProperty('template_identifier')
    expect((await ask({ template_identifier: 'warranty' }, {} as never)).json.errors).toHaveProperty('idempotency_key')
  })
})
