import type { CredentialKind, MemberRole } from '../../store/schema.ts'
import type { Change } from '../change.ts'
import { findDepartment } from '../departments/find.ts'
import { recordEvent } from '../events/record.ts'
import { findMember } from '../members/find.ts'
import { actsAsOwner } from '../members/owners.ts'
import { scopesOfCredential, scopesWithin } from '../members/role-scopes.ts'
import { fail, ok, type Result } from '../result.ts'
import { insertCredential } from './create.ts'
import type { Credential } from './credential.ts'
import { allows, defaultScopes, type Scope, scopesOfKind } from './scopes.ts'

export type Issue = {
  kind: CredentialKind
  name: string
  /** Null for all of its kind. */
  scopes: Scope[] | null
  /** What of it a token of Tickiti's goes by; null or absent for its scopes. */
  abilities?: string[] | null
  /** Id or name. */
  department: string | null
  /** Id or address. */
  member: string | null
  expiresAt: Date | null
}

/** `pair` is what a client of such a contract is set up with besides the secret. */
export type Issued = { credential: Credential; secret: string; pair: { apiKey: string; userName: string } | null }

export type IssueError =
  | { code: 'scope_not_of_kind'; allowed: readonly Scope[] }
  | { code: 'scope_not_of_role'; scope: Scope; role: MemberRole; allowed: readonly Scope[] }
  | { code: 'scope_not_held'; scope: Scope }
  | { code: 'department_not_found' }
  | { code: 'member_not_found' }
  | { code: 'pair_incomplete'; missing: 'department' | 'member' }
  | { code: 'expired_already' }
  | { code: 'owners_only' }

/** Hands out a credential, whose scopes are at most those of its kind, of its member's role, and of whoever hands it out. */
export const issueCredential = async (change: Change, given: Issue): Promise<Result<Issued, IssueError>> => {
  const { tx, lodge, actor } = change
  const allowed = scopesOfKind(given.kind)
  const asked = [...new Set(given.scopes ?? defaultScopes(given.kind))]
  if (asked.some((scope) => !allowed.includes(scope))) return fail({ code: 'scope_not_of_kind', allowed })
  if (given.expiresAt && given.expiresAt.getTime() <= Date.now()) return fail({ code: 'expired_already' })
  const department = given.department === null ? null : await findDepartment(change, given.department)
  if (department === undefined) return fail({ code: 'department_not_found' })
  const member = given.member === null ? null : await findMember(change, given.member)
  if (member === undefined) return fail({ code: 'member_not_found' })
  const limit = member && scopesOfCredential(member.role, given.kind)
  const beyond = given.scopes && limit && asked.find((scope) => !allows(new Set(limit), scope))
  if (beyond) return fail({ code: 'scope_not_of_role', scope: beyond, role: member.role, allowed: limit })
  const scopes = given.scopes || !limit ? asked : scopesWithin(asked, limit)
  const lacking = scopes.find((scope) => !allows(actor.scopes, scope))
  if (lacking) return fail({ code: 'scope_not_held', scope: lacking })
  const isForAll = given.kind !== 'widget' && scopes.includes('admin')
  // What stands for nobody may do what an owner may (actsAsOwner), as may what stands for one.
  if (isForAll && (member === null || member.role === 'owner') && !(await actsAsOwner(change))) {
    return fail({ code: 'owners_only' })
  }
  if (given.kind === 'pair' && !department) return fail({ code: 'pair_incomplete', missing: 'department' })
  if (given.kind === 'pair' && !member) return fail({ code: 'pair_incomplete', missing: 'member' })

  const made = await insertCredential(tx, lodge.store, {
    deskId: actor.deskId,
    kind: given.kind,
    name: given.name,
    scopes,
    abilities: given.abilities ?? null,
    departmentId: department?.id ?? null,
    memberId: member?.id ?? null,
    expiresAt: given.expiresAt,
  })
  const credential: Credential = {
    id: made.id,
    kind: given.kind,
    name: given.name,
    hint: made.secret.slice(-4),
    scopes,
    abilities: given.abilities ?? null,
    department: department && { id: department.id, name: department.name },
    member: member && { id: member.id, name: member.name, email: member.email },
    created_at: made.createdAt.toISOString(),
    expires_at: given.expiresAt?.toISOString() ?? null,
    revoked_at: null,
  }
  await recordEvent(change, { type: 'credential.created', data: { credential } })
  const pair = given.kind === 'pair' && department && member && { apiKey: department.guid, userName: member.email }
  return ok({ credential, secret: made.secret, pair: pair || null })
}
