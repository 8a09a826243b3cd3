import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../store/schema.ts'
import type { Actor } from '../actor.ts'
import { render } from '../messages/render.ts'
import { renderSource } from '../templates/render.ts'
import { scopeOf } from '../templates/scope.ts'
import { surroundingsOf } from '../templates/surroundings.ts'
import type { TicketSnapshot } from '../tickets/ticket.ts'
import type { Signature } from './signature.ts'

/**
 * What stands below an answer of the actor on a ticket: their own signature, else that of the ticket's department, else the
 * desk's, filled in. Undefined where there is none, or it says nothing on this ticket.
 */
export const signatureOf = async (
  around: { tx: Kysely<Tables>; actor: Actor },
  ticket: TicketSnapshot,
): Promise<Signature | undefined> => {
  const { tx, actor } = around
  const found = await sql<{ source: string | null }>`
    select coalesce(m.signature, d.signature, desk.signature) as source
    from desk
    left join department d on d.desk_id = desk.desk_id and d.id = ${ticket.department.id}
    left join member m on m.desk_id = desk.desk_id and m.id = ${actor.memberId}
    where desk.desk_id = ${actor.deskId}`.execute(tx)
  const source = found.rows[0]?.source
  if (!source) return undefined
  const scope = scopeOf(ticket, await surroundingsOf(around, ticket.id), {})
  // It was checked when it was saved: what fails on a ticket's own data must not keep the answer from going out.
  const rendered = renderSource('html', source, scope, { missing: 'empty', culture: ticket.culture })
  if (!rendered.ok) return undefined
  const { text, html } = await render('html', rendered.value)
  return html && text.trim() !== '' ? { text, html } : undefined
}
