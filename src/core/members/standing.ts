import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { MemberRole, Tables } from '../../store/schema.ts'
import type { Actor } from '../actor.ts'
import type { DeskId } from '../ids.ts'
import { scopesOfRole } from './role-scopes.ts'

/** A member's row as far as it says what they may do; `departments` is null for who sees all of the desk. */
export type Standing = { role: MemberRole; departments: string[] | null }

/** The columns of a Standing, of `member m`. */
export const STANDING = `
  m.role,
  case when m.access = 'departments' then array (
    select d.department_id::text from department_member d
    where d.desk_id = m.desk_id and d.member_id = m.id order by d.department_id
  ) end as departments`

/** What a member may do by themselves: every Actor that is one has it from here. */
export const accessOf = ({ role, departments }: Standing): Pick<Actor, 'scopes' | 'departments'> => ({
  scopes: new Set(scopesOfRole(role)),
  departments: departments && new Set(departments),
})

/** The standing of a member as it is now; undefined where the desk has no such member, or no more. */
export const readStanding = async (
  db: Kysely<Tables>,
  deskId: DeskId,
  memberId: string,
): Promise<Standing | undefined> => {
  const found = await sql<Standing>`
    select ${sql.raw(STANDING)} from member m
    where m.desk_id = ${deskId} and m.id = ${memberId} and m.disabled_at is null`.execute(db)
  return found.rows[0]
}
