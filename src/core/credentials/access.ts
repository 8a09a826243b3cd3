import type { CredentialKind, MemberRole } from '../../store/schema.ts'
import type { Actor } from '../actor.ts'
import { scopesOfCredential, scopesWithin } from '../members/role-scopes.ts'
import { STANDING } from '../members/standing.ts'
import type { Scope } from './scopes.ts'

/** For so long, in milliseconds, what somebody may do is remembered; whatever changes it holds everywhere after that. */
export const REMEMBER_MS = 1_000

/** What an Actor may do, and to which tickets. */
export type Access = Pick<Actor, 'scopes' | 'departments'>

/** A credential's row as far as it says what it may do; without a member, role and departments are null. */
export type AccessRow = {
  kind: CredentialKind
  scopes: Scope[]
  role: MemberRole | null
  departments: string[] | null
}

/** The columns of an AccessRow, of `credential c left join member m`. */
export const ACCESS = `c.kind, c.scopes, ${STANDING}`

/** A credential that stands for a member never does more than they may, whatever it was given. */
export const accessOfCredential = ({ kind, scopes, role, departments }: AccessRow): Access => ({
  scopes: new Set(role === null ? scopes : scopesWithin(scopes, scopesOfCredential(role, kind))),
  departments: departments && new Set(departments),
})

export const isSameAccess = (one: Access, other: Access): boolean =>
  one.scopes.symmetricDifference(other.scopes).size === 0 &&
  (one.departments === null || other.departments === null
    ? one.departments === other.departments
    : one.departments.symmetricDifference(other.departments).size === 0)
