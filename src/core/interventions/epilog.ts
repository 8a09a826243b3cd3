import type { Change } from '../change.ts'
import { retireLane } from '../deliveries/retire-lane.ts'
import { recordEvent } from '../events/record.ts'
import type { DeskId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { fail, ok, type Result } from '../result.ts'
import { newWebhookSecret } from '../webhooks/secret.ts'
import { liveIntervention } from './find.ts'

/**
 * Who is told of a run that was submitted (channels/webhooks/epilog.ts), and so is to confirm it. Without a URL nobody is
 * told: whoever has a token of the intervention's finds out by itself.
 */
export type Epilog = { url: string | null; timeout_seconds: number; created_at: string }

const EPILOG = ['url', 'timeout_seconds', 'created_at'] as const

const toEpilog = (row: Omit<Epilog, 'created_at'> & { created_at: Date }): Epilog => ({
  url: row.url,
  timeout_seconds: row.timeout_seconds,
  created_at: row.created_at.toISOString(),
})

const sealingOf = (deskId: string, id: string) => ({ deskId, purpose: `epilog/${id}` })

/**
 * Has each run from now on told to a URL, which has been checked. The secret that signs it is in this answer only, and new,
 * but where there was one that is to be kept: it is null then.
 */
export const setEpilog = async (
  change: Change,
  id: string,
  given: { url: string | null; timeoutSeconds: number; keepSecret?: boolean },
): Promise<Result<{ epilog: Epilog; secret: string | null }, { code: 'intervention_not_found' }>> => {
  const { tx, lodge, actor } = change
  const intervention = await liveIntervention(change, id)
  if (!intervention) return fail({ code: 'intervention_not_found' })
  const secret = newWebhookSecret()
  const columns = {
    url: given.url,
    timeout_seconds: given.timeoutSeconds,
    secret: lodge.secrets.seal(sealingOf(actor.deskId, id), secret),
    created_at: new Date(),
  }
  const { url, timeout_seconds } = columns
  const set = given.keepSecret ? { url, timeout_seconds } : columns
  const row = await tx
    .insertInto('intervention_epilog')
    .values({ desk_id: actor.deskId, intervention_id: id, ...columns })
    .onConflict((conflict) => conflict.columns(['desk_id', 'intervention_id']).doUpdateSet(set))
    .returning([...EPILOG, 'secret'])
    .executeTakeFirstOrThrow()
  const epilog = toEpilog(row)
  const { name, title } = intervention
  await recordEvent(change, { type: 'intervention.epilog_set', data: { intervention: { id, name, title }, epilog } })
  return ok({ epilog, secret: row.secret.equals(columns.secret) ? secret : null })
}

/** Whether a run of an intervention is done only when a remote system says so. */
export const hasEpilog = async ({ tx, actor }: Change, id: string): Promise<boolean> => {
  const row = await tx
    .selectFrom('intervention_epilog')
    .select('created_at')
    .where('desk_id', '=', actor.deskId)
    .where('intervention_id', '=', id)
    .executeTakeFirst()
  return row !== undefined
}

/** Why what was planned for an epilog does not leave any more. */
export const EPILOG_REMOVED = 'This epilog was removed.'

type RemoveEpilogError = { code: 'intervention_not_found' } | { code: 'epilog_not_found' }

/** Has runs told nobody any more. What waits fails; its deliveries stay in the log. */
export const removeEpilog = async (change: Change, id: string): Promise<Result<Epilog, RemoveEpilogError>> => {
  const { tx, actor } = change
  const intervention = await liveIntervention(change, id)
  if (!intervention) return fail({ code: 'intervention_not_found' })
  const row = await tx
    .deleteFrom('intervention_epilog')
    .where('desk_id', '=', actor.deskId)
    .where('intervention_id', '=', id)
    .returning(EPILOG)
    .executeTakeFirst()
  if (!row) return fail({ code: 'epilog_not_found' })
  await retireLane(change, 'webhook', id, EPILOG_REMOVED)
  const epilog = toEpilog(row)
  const { name, title } = intervention
  await recordEvent(change, {
    type: 'intervention.epilog_removed',
    data: { intervention: { id, name, title }, epilog },
  })
  return ok(epilog)
}

/** What sending to an epilog takes, as it is now; `secret` is undefined where it cannot be read. */
export const findEpilog = async (
  { store, secrets }: Lodge,
  deskId: DeskId,
  id: string,
): Promise<{ epilog: Epilog; secret: string | undefined } | undefined> => {
  const row = await store.db
    .selectFrom('intervention_epilog')
    .select([...EPILOG, 'secret'])
    .where('desk_id', '=', deskId)
    .where('intervention_id', '=', id)
    .executeTakeFirst()
  return row && { epilog: toEpilog(row), secret: secrets.unseal(sealingOf(deskId, id), row.secret) }
}
