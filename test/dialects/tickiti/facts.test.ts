import { describe, expect, test } from 'vitest'
import type { Ability } from '../../../src/dialects/tickiti/abilities.ts'
import { useLodge } from '../../support/lodge.ts'
import { CLIENT, glassixOf } from '../glassix/support.ts'
import { key, tickitiToken } from './support.ts'

const lodge = useLodge()
const glassix = glassixOf(lodge)

const MARCUS = 'marcus@trailblazers-club.example'

describe('Public API v1, as the official client’s manifest has it', () => {
  /** By ability, what stands after the family's name in a path; a dot where nothing does. */
  const ROUTES: [Ability, string][] = [
    ['tickets:read', `attachment query responses responses/query show`],
    ['tickets:write', `. respond`],
    ['templates:read', `faqs . search show`],
    ['templates:write', `create delete update`],
    ['workflow:read', `escalations interventions queues resolution-categories`],
    [
      'workflow:write',
      `business-hours/update escalations/create escalations/delete escalations/update
      interventions/create interventions/delete interventions/generate-token
      interventions/update queues/create queues/delete queues/move queues/update
      resolution-categories/create resolution-categories/delete
      resolution-categories/reorder resolution-categories/update`,
    ],
    ['settings:read', `hashtags perspectives stock-responses stock-responses/show watchlists`],
    [
      'settings:write',
      `hashtags/delete perspectives/create perspectives/delete perspectives/update
      stock-responses/create stock-responses/delete stock-responses/update
      watchlists/add-tickets watchlists/create watchlists/delete watchlists/remove-tickets
      watchlists/reorder watchlists/update`,
    ],
    ['mail:read', `excluded-emails mailboxes sent-mail sent-mail/search sent-mail/show subjects`],
    [
      'mail:write',
      `excluded-emails/create excluded-emails/delete mailboxes/create mailboxes/delete
      mailboxes/set-password mailboxes/update subjects/create subjects/delete`,
    ],
    ['reports:read', `agent-activity meta resolutions response-times volumes`],
    ['supervisor:read', `diagnostics health/manage health jobs super-tasks`],
    [
      'supervisor:write',
      `health/disk/delete health/disk/store health/exception/delete health/exception/store
      jobs/delete jobs/retry`,
    ],
    [
      'administration:read',
      `ai-assistant branding custom-domain diagnostics/fetch diagnostics licence system
      users`,
    ],
    [
      'administration:write',
      `ai-assistant/update branding/app-logo branding/email-logo branding/reset-app-logo
      branding/reset-email-logo branding/update custom-domain/update diagnostics/update
      diagnostics/upload storage/delete-closed storage/delete-orphaned storage/retention
      system/update users/create users/{user}/queues/{queue}/detach
      users/{user}/queues/{queue} users/{user}/update`,
    ],
  ]
  const paths = ROUTES.flatMap(([ability, names]) =>
    names.split(/\s+/).map((name) => {
      const path = `/api/v1/${ability.split(':')[0]}${name === '.' ? '' : `/${name}`}`
      return { ability, path: path.replaceAll(/\{(\w+)\}/g, ':$1') }
    }),
  )

  /** Whose hand a token must be, by family. */
  const ROLES: Record<string, string | null> = {
    tickets: null,
    templates: 'admin',
    workflow: 'admin',
    settings: 'staff',
    mail: 'admin',
    reports: 'admin',
    supervisor: 'superuser',
    administration: 'admin',
  }

  test('each of the 107 routes that need a token asks for the ability of its family, to read or to write, and its role', async () => {
    expect(paths).toHaveLength(107)
    const token = await tickitiToken(lodge, await lodge.desk())
    const { endpoints } = (await lodge.call(token, 'POST', '/api/tickiti_api_index')).json.data
    for (const { ability, path } of paths) {
      const role = ROLES[ability.split(':')[0] ?? '']
      const said = endpoints.find((one: { path: string }) => one.path === path)
      expect(said).toEqual({ method: 'POST', path, ability, role })
    }
  })

  test('401 unauthenticated on each of them without a token, and it is no other refusal’s shape', async () => {
    for (const { path } of paths) {
      const answer = await lodge.app.inject({
        method: 'POST',
        url: path.replaceAll(/:\w+/g, '1'),
        headers: { 'content-type': 'application/json', 'idempotency-key': 'x' },
        payload: { originator_email_address: MARCUS },
      })
      expect([path, answer.statusCode, answer.json()]).toEqual([
        path,
        401,
        { ok: false, error: 'unauthenticated', message: expect.any(String) },
      ])
    }
  })

  test('lists are raw arrays or named ones, without ok; no success has error, my_error or amf_error', async () => {
    const token = await tickitiToken(lodge, await lodge.desk())
    const post = (path: string) => lodge.call(token, 'POST', `/api/v1/${path}`, {})
    for (const path of ['templates', 'workflow/resolution-categories', 'mail/excluded-emails', 'mail/subjects']) {
      expect([path, (await post(path)).json]).toEqual([path, expect.any(Array)])
    }
    for (const path of [
      'workflow/queues',
      'workflow/interventions',
      'workflow/escalations',
      'settings/watchlists',
      'mail/mailboxes',
    ]) {
      const { json } = await post(path)
      expect([path, json[path.split('/')[1] ?? '']]).toEqual([path, expect.any(Array)])
      for (const name of ['ok', 'error', 'my_error', 'amf_error']) expect([path, name in json]).toEqual([path, false])
    }
  })
})

describe('One core, with Glassix', () => {
  test('a ticket made in Glassix is read here, under each status of the design’s table', async () => {
    const on = await glassix.desk()
    const token = await tickitiToken(lodge, on)
    const { id } = (await glassix.call(on, 'POST', 'tickets/create', { field1: 'Shared', participants: [CLIENT] })).json
    for (const [status, theirs, state] of [
      ['open', 'open', 'Open'],
      ['pending', 'open', 'Pending'],
      ['snoozed', 'on-hold', 'Snoozed'],
      ['resolved', 'closed', 'Closed'],
      ['closed', 'closed', 'Closed'],
      ['spam', 'closed', 'Closed'],
    ]) {
      const more = status === 'snoozed' ? { snoozed_until: '2099-01-01T00:00:00Z' } : {}
      await lodge.call(on.token, 'PATCH', `/v1/tickets/${id}`, { status, ...more })
      const { ticket } = (await lodge.call(token, 'POST', '/api/v1/tickets/show', { ticket_number: id })).json.data
      expect([ticket.subject, ticket.originator_email, ticket.status]).toEqual(['Shared', CLIENT.identifier, theirs])
      expect((await glassix.call(on, 'GET', `tickets/get/${id}`)).json.state).toBe(state)
    }
  })

  test('a ticket made here is read in Glassix, with what is said in either', async () => {
    const on = await glassix.desk()
    const token = await tickitiToken(lodge, on)
    const post = (path: string, body: object) => lodge.call(token, 'POST', path, body, key())
    await post('/api/create_ticket', {
      originator_email_address: MARCUS,
      use_passed_originator_as_responder: true,
      data: { subject: 'Cracked', content: 'It cracked.', queue_name: 'Service' },
    })
    const here = (await glassix.call(on, 'GET', 'tickets/get/1')).json
    expect([here.field1, here.state, here.participants[0].identifier]).toEqual(['Cracked', 'Open', MARCUS])
    expect(here.transactions).toMatchObject([{ text: 'It cracked.', fromParticipant: { type: 'Client' } }])
    await glassix.call(on, 'POST', 'tickets/send/1', { text: 'A new one is on its way.' })
    await post('/api/v1/tickets/respond', {
      ticket_number: 1,
      from_email: MARCUS,
      status: 'on-hold',
      on_hold_until: '2099-01-01',
    })
    expect((await glassix.call(on, 'GET', 'tickets/get/1')).json.state).toBe('Snoozed')
    const shown = (await post('/api/v1/tickets/show', { ticket_number: 1 })).json.data
    expect(shown.responses.map((one: { plain_text: string }) => one.plain_text)).toEqual([
      'It cracked.',
      'A new one is on its way.',
    ])
    await glassix.call(on, 'PUT', 'tickets/setstate/1?nextState=Closed')
    expect((await post('/api/v1/tickets/show', { ticket_number: 1 })).json.data.ticket.status).toBe('closed')
  })
})
