import type pg from 'pg'
import { toJson } from '../../src/core/tickets/assemble.ts'
import type { IntakeItem, Pending } from '../../src/store/intake.ts'
import { quoteTexts, toColumns } from '../../src/store/intake-columns.ts'
import { makeSnowflakes } from '../../src/store/snowflake.ts'
import { bodies } from '../load/ticket-body.ts'
import { madeUp } from './answer.ts'

/** A node number that a Lodge of the bench does not come to lease. */
const NODE = 1023

/**
 * PostgreSQL alone: creations per second by the intake's own statement in groups of a size, over one connection, with a
 * commit a group, as durable as Lodge's. On a desk of its own, made here.
 */
export const measurePostgres = async (client: pg.Client, size: number, seconds: number): Promise<number> => {
  const nextId = makeSnowflakes(NODE)
  const deskId = nextId()
  await client.query(`insert into desk (desk_id, slug, name) values ($1, $2, 'Floor')`, [deskId, `f${deskId}`])
  await client.query('insert into desk_counter (desk_id) values ($1)', [deskId])
  const next = bodies({ known: 2_000 })
  let created = 0
  const began = performance.now()
  const end = began + seconds * 1000
  while (performance.now() < end) {
    const group = Array.from({ length: size }, () => toPending(deskId, nextId, next()))
    const values = [deskId, ...toColumns(group, nextId)]
    const places = values.map((_, place) => `$${place + 1}`).join(', ')
    const made = await client.query({ name: 'floor', text: `select outcome from create_tickets(${places})`, values })
    created += made.rows.filter((row) => row.outcome === 'created').length
  }
  return created / ((performance.now() - began) / 1000)
}

const toPending = (deskId: string, nextId: () => string, json: string): Pending => {
  const asked = JSON.parse(json)
  const { requester, messages, number: _, ...ticket } = madeUp(asked)
  const [message] = messages
  if (!message) throw new Error('a made-up ticket has a message')
  const { author: _author, ...rest } = message
  const composed = { ticket: { ...ticket, id: nextId() }, message: { ...rest, id: nextId() } }
  const item: IntakeItem = {
    deskId,
    requester: { externalId: null, email: requester.email, name: requester.name },
    ...composed,
    json: toJson(composed),
    auto: false,
    credentialId: '1',
    actor: { kind: 'token', id: '1' },
    options: {},
  }
  return { item, identities: [], texts: quoteTexts(item), newContactId: '', resolve: () => {}, reject: () => {} }
}
