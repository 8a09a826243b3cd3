import { openLodge } from '../../src/core/open-lodge.ts'
import { toJson } from '../../src/core/tickets/assemble.ts'
import type { IntakeItem } from '../../src/store/intake.ts'
import { openStore, type Store } from '../../src/store/open.ts'
import { quiet, type TestDesk, type TestLodge } from './lodge.ts'

/** A creation as core hands it to the intake, with whatever a test is about. */
export const newItem = (
  store: Store,
  desk: { id: string },
  over: {
    requester?: Partial<IntakeItem['requester']>
    ticket?: Partial<IntakeItem['ticket']>
    auto?: boolean
    credentialId?: string | null
    idempotency?: IntakeItem['idempotency']
    extras?: IntakeItem['extras']
  } = {},
): IntakeItem => {
  const now = new Date().toISOString()
  const composed: Pick<IntakeItem, 'ticket' | 'message'> = {
    ticket: {
      id: store.nextId(),
      subject: 'A subject',
      status: 'open',
      priority: 'normal',
      department: { id: '1', name: 'Support' },
      type: { id: '1', name: 'Question' },
      assignee: null,
      requester_verified: true,
      tags: [],
      fields: {},
      metadata: {},
      channel: 'api',
      source: 'api',
      culture: 'en-US',
      external_ref: null,
      message_count: 1,
      opened_at: now,
      snoozed_until: null,
      first_response_at: null,
      resolved_at: null,
      closed_at: null,
      last_message_at: now,
      created_at: now,
      updated_at: now,
      participants: [],
      ...over.ticket,
    },
    message: {
      id: store.nextId(),
      public: true,
      format: 'text',
      text: 'A text',
      html: null,
      markdown: null,
      attachments: [],
      created_at: now,
    },
  }
  return {
    deskId: desk.id,
    requester: { externalId: null, email: null, name: null, ...over.requester },
    ...composed,
    json: toJson(composed),
    auto: over.auto ?? false,
    credentialId: over.credentialId === undefined ? '1' : over.credentialId,
    idempotency: over.idempotency,
    extras: over.extras,
    actor: { kind: 'token', id: '1' },
    options: {},
  }
}

/** A second process's hold on a test's database, in all but the process: a store, node number and intake of its own. */
export const secondLodge = async (lodge: TestLodge) => {
  const store = await openStore({ databaseUrl: lodge.databaseUrl, dataDir: lodge.dataDir, command: 'test', log: quiet })
  return {
    store,
    lodge: openLodge(store, { dataDir: lodge.dataDir, log: quiet, intakeLimit: 10_000 }),
  }
}

/** A desk's contacts with all their addresses and external ids, oldest first. */
export const contactsOf = async (lodge: TestLodge, desk: TestDesk) => {
  const found = await lodge.store.pool.query<{
    id: string
    name: string
    email: string | null
    external_id: string | null
    identities: string[]
  }>(
    `select id, name, email, external_id, array(
       select kind || ':' || value from contact_identity i
       where i.desk_id = c.desk_id and i.contact_id = c.id order by kind, value
     ) as identities
     from contact c where desk_id = $1 order by id`,
    [desk.id],
  )
  return found.rows
}

/** How many rows a desk has in each table that a creation writes to. */
export const rowsOf = async (lodge: TestLodge, desk: { id: string }): Promise<Record<string, number>> => {
  const tables = ['ticket', 'contact', 'contact_identity', 'message', 'event', 'tag', 'participant', 'idempotency_key']
  const counts = tables.map((table) => `(select count(*)::integer from ${table} where desk_id = $1) as ${table}`)
  const found = await lodge.store.pool.query(`select ${counts.join(', ')}`, [desk.id])
  return found.rows[0]
}
