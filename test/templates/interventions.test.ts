import { expect, test } from 'vitest'
import { eventsOf } from '../support/events.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { expectProblem } from '../support/refusals.ts'
import { addMember } from '../support/tickets.ts'

const lodge = useLodge()

const LOST = { name: 'lost_parcel', title: 'Lost parcel' }
const NOTHING = {
  ...{ status: null, priority: null, assignee: null, department: null },
  ...{ add_tags: [], remove_tags: [], notify_team: true },
}
const create = (desk: TestDesk, body: object = {}) =>
  lodge.call(desk.token, 'POST', '/v1/interventions', { ...LOST, ...body })
const patch = (desk: TestDesk, id: string, body: object) =>
  lodge.call(desk.token, 'PATCH', `/v1/interventions/${id}`, body)
const get = (desk: TestDesk, path = '') => lodge.call(desk.token, 'GET', `/v1/interventions${path}`)
const template = async (desk: TestDesk, identifier: string) =>
  (await lodge.call(desk.token, 'POST', '/v1/templates', { identifier, name: identifier, body: 'x' })).json

test('201 creates an intervention, with one event', async () => {
  const desk = await lodge.desk()
  const made = await create(desk)
  expect(made.status).toBe(201)
  expect(made.json).toEqual({
    ...LOST,
    id: expect.any(String),
    enabled: true,
    fields: [],
    private_template: null,
    public_template: null,
    final_template: null,
    steps: [],
    set: NOTHING,
    created_at: expect.any(String),
    updated_at: expect.any(String),
    archived_at: null,
  })
  expect((await get(desk, `/${made.json.id}`)).json).toEqual(made.json)
  expect(await eventsOf(lodge, desk)).toEqual([{ type: 'intervention.created', data: { intervention: made.json } }])
})

test('200 what it refers to is shown by name; a change keeps what is absent', async () => {
  const desk = await lodge.desk()
  const kim = await addMember(lodge, desk, 'Kim')
  const note = await template(desk, 'note')
  const fields = [
    {
      name: 'carrier',
      label: 'Carrier for {{ ticket.number }}',
      kind: 'select',
      required: true,
      options: ['Snail', 'Crow'],
    },
    { name: 'amount', label: 'Amount' },
  ]
  const set = {
    status: 'pending',
    priority: 'urgent',
    assignee: 'KIM@staff.example',
    department: 'support',
    add_tags: ['Lost'],
  }
  const made = await create(desk, { fields, set, private_template: 'NOTE' })
  expect(made.json).toMatchObject({
    fields: [fields[0], { name: 'amount', label: 'Amount', kind: 'text', required: false, options: [] }],
    private_template: { id: note.id, identifier: 'note' },
    public_template: null,
    set: { status: 'pending', priority: 'urgent', assignee: kim, add_tags: ['lost'], remove_tags: [] },
  })
  expect(made.json.set.department.name).toBe('Support')
  const changed = await patch(desk, made.json.id, {
    title: 'Parcel lost',
    set: { priority: null, remove_tags: ['found'] },
  })
  expect(changed.json).toEqual({
    ...made.json,
    title: 'Parcel lost',
    set: { ...made.json.set, priority: null, remove_tags: ['found'] },
    updated_at: changed.json.updated_at,
  })
  const without = await patch(desk, made.json.id, { private_template: null, fields: [], enabled: false })
  expect(without.json).toMatchObject({ private_template: null, fields: [], enabled: false, set: changed.json.set })
})

test('200 lists by title, page by page; archived ones are not shown, and free their name', async () => {
  const desk = await lodge.desk()
  for (const title of ['zoo', 'Aqua', 'mid']) await create(desk, { name: `i_${title}`, title })
  const titles: string[] = []
  let cursor = ''
  do {
    const page = (await get(desk, `?limit=2${cursor && `&cursor=${cursor}`}`)).json
    titles.push(...page.data.map(({ title }: { title: string }) => title))
    cursor = page.next_cursor ?? ''
  } while (cursor)
  expect(titles).toEqual(['Aqua', 'mid', 'zoo'])
  const made = (await create(desk)).json
  const archived = await lodge.call(desk.token, 'DELETE', `/v1/interventions/${made.id}`)
  expect(archived.json).toEqual({ ...made, archived_at: archived.json.archived_at })
  expect((await get(desk)).json.data).toHaveLength(3)
  expectProblem(await patch(desk, made.id, { title: 'x' }), 404, 'intervention_not_found')
  expect((await create(desk)).status).toBe(201)
})

test('409 a name that another has; a template that is named here cannot be archived', async () => {
  const desk = await lodge.desk()
  const note = await template(desk, 'note')
  const made = (await create(desk, { public_template: 'note' })).json
  expectProblem(await create(desk, { name: 'LOST_parcel' }), 409, 'name_taken', 'name')
  const refused = await lodge.call(desk.token, 'DELETE', `/v1/templates/${note.id}`)
  expectProblem(refused, 409, 'template_in_use')
  expect(refused.json.detail).toContain('lost_parcel')
  await patch(desk, made.id, { public_template: null })
  expect((await lodge.call(desk.token, 'DELETE', `/v1/templates/${note.id}`)).status).toBe(200)
})

test('one of two at once: a template is archived, or an intervention names it, never both', async () => {
  const desk = await lodge.desk()
  for (let round = 0; round < 5; round += 1) {
    const { id } = await template(desk, `note${round}`)
    const [made, archived] = await Promise.all([
      create(desk, { name: `lost${round}`, private_template: id }),
      lodge.call(desk.token, 'DELETE', `/v1/templates/${id}`),
    ])
    expect([
      [201, 409],
      [400, 200],
    ]).toContainEqual([made.status, archived.status])
  }
})

test.each([
  ['a template there is not', { private_template: 'nope' }, 'template_not_found', 'private_template'],
  ['a final template there is not', { final_template: 'nope' }, 'template_not_found', 'final_template'],
  ['a step there is not', { steps: ['nope'] }, 'step_not_found', 'steps.0'],
  ['a department there is not', { set: { department: 'Nowhere' } }, 'department_not_found', 'set.department'],
  ['a member there is not', { set: { assignee: 'x@y.example' } }, 'assignee_not_found', 'set.assignee'],
  ['a broken label', { fields: [{ name: 'a', label: '{{ x' }] }, 'invalid_template', 'fields.0.label'],
  ['a snoozed status', { set: { status: 'snoozed' } }, 'invalid_body', 'set.status'],
  [
    'a select without options',
    { fields: [{ name: 'a', label: 'A', kind: 'select' }] },
    'invalid_body',
    'fields.0.options',
  ],
  ['options of a text', { fields: [{ name: 'a', label: 'A', options: ['x'] }] }, 'invalid_body', 'fields.0.options'],
  [
    'a field twice',
    {
      fields: [
        { name: 'a', label: 'A' },
        { name: 'a', label: 'B' },
      ],
    },
    'invalid_body',
    'fields.1.name',
  ],
  ['a name with a space', { name: 'a b' }, 'invalid_body', 'name'],
  ['an unknown field', { epilog: 'x' }, 'invalid_body', 'epilog'],
])('400 %s', async (_name, given, code, path) => {
  const desk = await lodge.desk()
  expectProblem(await create(desk, given), 400, code, path)
  const made = (await create(desk)).json
  expectProblem(await patch(desk, made.id, given), 400, code, path)
})

test('403 reading needs settings:read, changing admin, running tickets:write', async () => {
  const desk = await lodge.desk()
  const { id } = (await create(desk)).json
  const reader = await lodge.token(desk, ['settings:read'])
  expect((await lodge.call(reader, 'GET', '/v1/interventions')).status).toBe(200)
  expectProblem(await lodge.call(reader, 'POST', '/v1/interventions', LOST), 403, 'insufficient_scope')
  expectProblem(
    await lodge.call(reader, 'POST', `/v1/interventions/${id}/run`, { ticket: '1' }),
    403,
    'insufficient_scope',
  )
})
