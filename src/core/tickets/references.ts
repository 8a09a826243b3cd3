import { sql } from 'kysely'
import type { Change } from '../change.ts'
import { looksLikeId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'
import type { Assignee, Named, Ticket } from './ticket.ts'

export type UnknownReference =
  | { code: 'department_not_found' }
  | { code: 'ticket_type_not_found' }
  | { code: 'assignee_not_found' }

type Wanted = { department?: string | undefined; type?: string | undefined; assignee?: string | null | undefined }
export type References = Partial<Pick<Ticket, 'department' | 'type' | 'assignee'>>

/**
 * What a change refers to by id, name or address; only what was asked for is in the answer. `auto` finds an assignee as a
 * creation does, in the department that the ticket is in after the change (`departmentId` is where it was), and leaves who
 * it is where there is nobody.
 *
 * Read in the change's own transaction, not from the desk directory, which would need a second connection while this one is
 * held: as many changes at once as there are connections would wait for each other.
 */
export const resolveReferences = async (
  change: Change,
  wanted: Wanted,
  departmentId: string | null = null,
): Promise<Result<References, UnknownReference>> => {
  const { department, type } = wanted
  if (department === undefined && type === undefined && wanted.assignee === undefined) return ok({})
  const assignee = wanted.assignee === 'auto' ? undefined : wanted.assignee
  const found = await read(change, { department, type, assignee })
  const references: References = {}
  if (department !== undefined) {
    if (!found.department) return fail({ code: 'department_not_found' })
    references.department = found.department
  }
  if (type !== undefined) {
    if (!found.type) return fail({ code: 'ticket_type_not_found' })
    references.type = found.type
  }
  if (wanted.assignee === 'auto') {
    const picked = await pickAssignee(change, references.department?.id ?? departmentId)
    if (picked) references.assignee = picked
  } else if (assignee === null) references.assignee = null
  else if (assignee !== undefined) {
    if (!found.assignee) return fail({ code: 'assignee_not_found' })
    references.assignee = found.assignee
  }
  return ok(references)
}

type Found = { department: Named | null; type: Named | null; assignee: Assignee | null }

/** An id goes before a name that looks like one. */
const read = async ({ tx, actor }: Change, { department, type, assignee }: Wanted): Promise<Found> => {
  const idOf = (text: string | null | undefined) => (text && looksLikeId(text) ? text : null)
  const found = await sql<Found>`
    select
      (
        select json_build_object('id', id::text, 'name', name) from department
        where desk_id = ${actor.deskId} and deleted_at is null
          and (id = ${idOf(department)}::bigint or lower(name) = lower(trim(${department ?? null})))
        order by id = ${idOf(department)}::bigint desc nulls last limit 1
      ) as department,
      (
        select json_build_object('id', id::text, 'name', name) from ticket_type
        where desk_id = ${actor.deskId} and archived_at is null
          and (id = ${idOf(type)}::bigint or lower(name) = lower(trim(${type ?? null})))
        order by id = ${idOf(type)}::bigint desc nulls last limit 1
      ) as type,
      (
        select json_build_object('id', id::text, 'name', name, 'email', email) from member
        where desk_id = ${actor.deskId} and disabled_at is null
          and (id = ${idOf(assignee)}::bigint or email = lower(trim(${assignee ?? null})))
      ) as assignee`.execute(tx)
  return found.rows[0] ?? { department: null, type: null, assignee: null }
}

/** The member whose turn it is; undefined where there is nobody. */
const pickAssignee = async ({ tx, actor }: Change, departmentId: string | null): Promise<Assignee | undefined> => {
  const picked = await sql<Assignee>`
    with picked as materialized (
      select (pick_assignees(${actor.deskId}, array[${departmentId}]::bigint[]))[1] as id
    )
    select m.id, m.name, m.email from picked join member m on m.desk_id = ${actor.deskId} and m.id = picked.id`.execute(
    tx,
  )
  return picked.rows[0]
}
