import type { Reach } from '../store/reach.ts'
import type { Scope } from './credentials/scopes.ts'
import type { CredentialId, DeskId, MemberId } from './ids.ts'

/** Who acts, on which desk, and what they may do. Made from a credential once a request; every verb takes one. */
export type Actor = {
  deskId: DeskId
  credentialId: CredentialId | null
  kind: 'token' | 'widget' | 'pair' | 'tickiti' | 'hook' | 'mailbox' | 'member' | 'system' | 'automation'
  /** What the audit and the vendors' pages call it. */
  name: string
  scopes: ReadonlySet<Scope>
  /** The abilities of Tickiti's contract that a token of that goes by; null or absent where it goes by its scopes. */
  abilities?: readonly string[] | null
  /** The member whose hand this is, where the credential stands for one. */
  memberId: MemberId | null
  /** The departments whose tickets they see and change; null for all of the desk. */
  departments: Reach
  /** The department that the credential is for, where it is for one. */
  departmentId?: string | null
  /** The session of a member who is signed in, where the kind is `member`. */
  session?: { id: string; userId: string }
  /** The rule that acts, where the kind is `automation`; `name` is its name. */
  ruleId?: string
}

/** Who keeps idempotency keys and is counted: a credential, or a member who is signed in. Undefined for Lodge itself. */
export const keyHolder = ({ credentialId, memberId }: Pick<Actor, 'credentialId' | 'memberId'>): string | null =>
  credentialId ?? memberId

/** Lodge itself, at work on a desk; `name` is what it is called there. */
export const systemActor = (deskId: DeskId, name = 'Lodge'): Actor => ({
  deskId,
  credentialId: null,
  kind: 'system',
  name,
  scopes: new Set(['admin']),
  memberId: null,
  departments: null,
})

/** The same hand with the whole desk in reach: for what follows from what was within it, as a step after a ticket was handed over. */
export const unbound = (actor: Actor): Actor => ({ ...actor, departments: null })
