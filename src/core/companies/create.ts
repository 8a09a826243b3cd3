import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { mergeTraits, type Traits } from '../traits.ts'
import { COMPANY, type Company, toCompany } from './company.ts'

export type NewCompany = { externalId: string | null; name: string; domain: string | null; traits: Traits }

/** Makes a company. An external id names one company of a desk. */
export const createCompany = async (
  change: Change,
  given: NewCompany,
): Promise<Result<Company, { code: 'external_id_taken' }>> => {
  const row = await change.tx
    .insertInto('company')
    .values({
      desk_id: change.actor.deskId,
      id: change.lodge.store.nextId(),
      external_id: given.externalId,
      name: given.name,
      domain: given.domain,
      traits: JSON.stringify(mergeTraits({}, given.traits)),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning(COMPANY)
    .executeTakeFirst()
  if (!row) return fail({ code: 'external_id_taken' })
  const company = toCompany(row)
  await recordEvent(change, { type: 'company.created', data: { company } })
  return ok(company)
}
