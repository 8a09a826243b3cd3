import { hash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../../store/schema.ts'
import type { Change } from '../../change.ts'
import { recordEvent } from '../../events/record.ts'
import { ok, type Result } from '../../result.ts'
import { eraseTicket } from '../../tickets/erase/erase.ts'
import { UNREAD } from '../../tickets/erase/log.ts'
import { type ContactGone, lockContact } from '../lock.ts'
import { findNamed, type Named, redactEvents } from './log.ts'
import { type KnownPerson, readPerson } from './person.ts'
import { partFromOthers } from './shared.ts'
import type { ErasedTickets } from './tickets.ts'
import { erasePersonTraces } from './traces.ts'

/** How much of a person was erased, never what. `sha256` is of the receipt without it, as JSON. */
export type ErasureReceipt = {
  id: string
  contact_id: string
  erased_at: string
  counts: Record<
    | 'tickets'
    | 'shared_tickets'
    | 'messages'
    | 'attachments'
    | 'mails'
    | 'activities'
    | 'identities'
    | 'events'
    | 'deliveries'
    | 'answers',
    number
  >
  sha256: string
}

/** Files are to be removed after the commit (tickets/erase/files.ts). */
type Erased = { receipt: ErasureReceipt; files: string[] }

/**
 * Erases a person everywhere, for good: the contact with those merged into it, their identities and activity, their tickets
 * (eraseTicket), what they wrote on tickets of others, and what the event log, mails, deliveries, hooks and kept answers say of
 * them. Holds up the intake while it lasts: `tickets` and `named` are what was done and read before that.
 */
export const eraseContact = async (
  change: Change,
  id: string,
  tickets: ErasedTickets,
  named: Named,
): Promise<Result<Erased, ContactGone>> => {
  const { tx, actor } = change
  const found = await lockContact(change, id)
  if (!found.ok) return found
  const person = await readPerson(tx, actor.deskId, id)
  const late = await lateTickets(change, person)
  const shared = await partFromOthers(tx, actor.deskId, person)
  const since = await findNamed(tx, actor.deskId, person, named.before)
  const redacted = await redactEvents(tx, actor.deskId, [...named.keys, ...since.keys], person)
  await eraseUploads(tx, actor.deskId, shared.attachments)
  const traces = await erasePersonTraces(tx, actor.deskId, person, { messages: shared.messages, events: redacted.ids })
  const identities = await sql`
    delete from contact_identity where desk_id = ${actor.deskId} and contact_id = any (${person.ids}::bigint[])`.execute(
    tx,
  )
  await sql`delete from contact where desk_id = ${actor.deskId} and id = any (${person.ids}::bigint[])`.execute(tx)

  const counts: ErasureReceipt['counts'] = {
    tickets: tickets.tickets + late.tickets,
    shared_tickets: shared.tickets,
    messages: shared.messages.length,
    attachments: shared.attachments.length,
    mails: traces.mails,
    activities: traces.activities,
    identities: Number(identities.numAffectedRows ?? 0),
    events: redacted.events,
    deliveries: traces.deliveries,
    answers: traces.answers,
  }
  const receipt = await keepReceipt(change, id, counts)
  await recordEvent(change, { type: 'contact.erased', data: { erasure: receipt } })
  return ok({ receipt, files: [...late.files, ...shared.files, ...traces.files] })
}

/** Tickets that came in since the others were erased. */
const lateTickets = async (change: Change, { ids }: KnownPerson): Promise<ErasedTickets> => {
  const { rows } = await sql<{ id: string }>`
    select id::text from ticket
    where desk_id = ${change.actor.deskId} and contact_id = any (${ids}::bigint[]) order by id`.execute(change.tx)
  const files: string[] = []
  for (const { id } of rows) {
    // The contact stays until all is done: what it is known by is asked for still.
    const erased = await eraseTicket(change, id, { ...UNREAD, isContactTold: true })
    if (erased.ok) files.push(...erased.value.files)
  }
  return { tickets: rows.length, files }
}

/** What the log says of files that went with what they wrote. */
const eraseUploads = async (db: Kysely<Tables>, deskId: string, ids: string[]): Promise<void> => {
  if (ids.length === 0) return
  await sql`
    update event
    set data = (data::jsonb || ${JSON.stringify({ name: '', sha256: '0'.repeat(64) })}::jsonb)::json
    where desk_id = ${deskId} and type = 'attachment.created' and data->>'id' = any (${ids}::text[])`.execute(db)
}

const keepReceipt = async (
  { tx, lodge, actor }: Change,
  contactId: string,
  counts: ErasureReceipt['counts'],
): Promise<ErasureReceipt> => {
  const erasedAt = new Date()
  const said = { id: lodge.store.nextId(), contact_id: contactId, erased_at: erasedAt.toISOString(), counts }
  const receipt = JSON.stringify(said)
  const sha256 = hash('sha256', receipt)
  await tx
    .insertInto('contact_erasure')
    .values({
      desk_id: actor.deskId,
      id: said.id,
      contact_id: contactId,
      erased_at: erasedAt,
      actor_kind: actor.kind,
      actor_id: actor.memberId ?? actor.credentialId,
      receipt,
      sha256,
    })
    .execute()
  return { ...said, sha256 }
}
