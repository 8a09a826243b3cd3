import { sql } from 'kysely'
import { listActivity } from '../activity/list.ts'
import type { Actor } from '../actor.ts'
import { recordEvent } from '../events/record.ts'
import type { Lodge } from '../lodge.ts'
import { decodeCursor } from '../page.ts'
import { getTicket } from '../tickets/get.ts'
import type { Message, WholeTicket } from '../tickets/ticket.ts'
import type { WholeContact } from './contact.ts'
import { getContact } from './get.ts'

const ACTIVITIES_AT_ONCE = 100

/** What is exported of a person besides themselves. */
export type ExportOptions = { notes: boolean }

/** The contact whose data is taken out, which is told; undefined where there is none. Event: `contact.exported`. */
export const beginExport = async (
  lodge: Lodge,
  actor: Actor,
  id: string,
): Promise<{ contact: WholeContact; exportedAt: string } | undefined> => {
  const contact = await getContact(lodge, actor, id)
  if (!contact) return undefined
  await lodge.store.db
    .transaction()
    .execute((tx) => recordEvent({ tx, lodge, actor }, { type: 'contact.exported', data: { contact: { id } } }))
  lodge.nudge()
  return { contact, exportedAt: new Date().toISOString() }
}

/**
 * All that is known of a person, as the pieces of one JSON document: the contact, those merged into it, their activity, their
 * tickets with the conversation (notes among the team only where asked for), and what they wrote on tickets of others. Files
 * are named by where they are downloaded. Holds one ticket at a time.
 */
export async function* exportContact(
  lodge: Lodge,
  actor: Actor,
  { contact, exportedAt }: { contact: WholeContact; exportedAt: string },
  { notes }: ExportOptions,
): AsyncGenerator<string> {
  const merged = await lodge.store.db
    .selectFrom('contact')
    .select('id')
    .where('desk_id', '=', actor.deskId)
    .where('merged_into', '=', contact.id)
    .execute()
  const ids = [contact.id, ...merged.map(({ id }) => id)]
  yield `{"exported_at":${JSON.stringify(exportedAt)},"contact":${JSON.stringify(contact)},"merged":[`
  for (const [index, id] of ids.slice(1).entries()) {
    yield `${index > 0 ? ',' : ''}${JSON.stringify(await getContact(lodge, actor, id))}`
  }
  yield '],"activity":['
  yield* listed(activityOf(lodge, actor, ids))
  yield '],"tickets":['
  yield* listed(ticketsOf(lodge, actor, ids, notes))
  yield '],"messages_elsewhere":['
  yield* listed(messagesElsewhere(lodge, actor, ids))
  yield ']}'
}

async function* listed(items: AsyncGenerator<unknown>): AsyncGenerator<string> {
  let isFirst = true
  for await (const item of items) {
    yield `${isFirst ? '' : ','}${JSON.stringify(item)}`
    isFirst = false
  }
}

async function* activityOf(lodge: Lodge, actor: Actor, ids: string[]): AsyncGenerator<unknown> {
  for (const id of ids) {
    for (let after: [string] | null = null; ; ) {
      const page = await listActivity(lodge, actor, id, { limit: ACTIVITIES_AT_ONCE, after })
      yield* page?.data ?? []
      if (!page?.next_cursor) break
      after = decodeCursor(page.next_cursor) as [string] // as listActivity makes them
    }
  }
}

async function* ticketsOf(lodge: Lodge, actor: Actor, ids: string[], notes: boolean): AsyncGenerator<WholeTicket> {
  const { rows } = await sql<{ id: string }>`
    select id::text from ticket where desk_id = ${actor.deskId} and contact_id = any (${ids}::bigint[]) order by id`.execute(
    lodge.store.db,
  )
  for (const { id } of rows) {
    const found = await getTicket(lodge, actor, id)
    if (!found.ok) continue
    const messages = found.value.messages.filter((message) => notes || message.public).map(withLinks)
    yield { ...found.value, messages }
  }
}

async function* messagesElsewhere(lodge: Lodge, actor: Actor, ids: string[]): AsyncGenerator<object> {
  const { rows } = await sql<{ ticket_id: string }>`
    select distinct m.ticket_id::text from message m join ticket t on t.desk_id = m.desk_id and t.id = m.ticket_id
    where m.desk_id = ${actor.deskId} and m.author_kind = 'contact' and m.author_id = any (${ids}::bigint[])
      and t.contact_id <> all (${ids}::bigint[])
    order by 1`.execute(lodge.store.db)
  for (const { ticket_id } of rows) {
    const found = await getTicket(lodge, actor, ticket_id)
    if (!found.ok) continue
    const { id, number, messages } = found.value
    const own = messages.filter(({ author }) => author.kind === 'contact' && ids.includes(author.id ?? ''))
    for (const message of own) yield { ticket: { id, number }, ...withLinks(message) }
  }
}

const withLinks = (message: Message) => ({
  ...message,
  attachments: message.attachments.map((file) => ({ ...file, url: `/v1/attachments/${file.id}` })),
})
