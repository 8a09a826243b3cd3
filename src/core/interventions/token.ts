import type { Change } from '../change.ts'
import { insertCredential } from '../credentials/create.ts'
import type { Credential } from '../credentials/credential.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { liveIntervention } from './find.ts'

/**
 * Makes a token by which a remote system confirms the runs of one intervention, and can do nothing else. The secret is in
 * this answer only; it is revoked like any credential. Locks the intake.
 */
export const issueInterventionToken = async (
  change: Change,
  id: string,
  name: string,
): Promise<Result<{ credential: Credential; secret: string }, { code: 'intervention_not_found' }>> => {
  const { tx, lodge, actor } = change
  const intervention = await liveIntervention(change, id)
  if (!intervention) return fail({ code: 'intervention_not_found' })
  const given = { kind: 'token', name, scopes: ['interventions:confirm'] } as const
  const nobody = { departmentId: null, memberId: null, expiresAt: null }
  const made = await insertCredential(tx, lodge.store, { deskId: actor.deskId, ...given, ...nobody })
  await tx
    .insertInto('intervention_token')
    .values({ desk_id: actor.deskId, credential_id: made.id, intervention_id: id })
    .execute()
  const credential: Credential = {
    id: made.id,
    kind: given.kind,
    name,
    hint: made.secret.slice(-4),
    scopes: [...given.scopes],
    abilities: null,
    department: null,
    member: null,
    created_at: made.createdAt.toISOString(),
    expires_at: null,
    revoked_at: null,
  }
  await recordEvent(change, { type: 'credential.created', data: { credential } })
  return ok({ credential, secret: made.secret })
}
