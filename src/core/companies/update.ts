import { sqlState } from '../../store/errors.ts'
import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { looksLikeId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'
import { COMPANY_TRAITS_MAX, mergeTraits, type Traits, traitsFit } from '../traits.ts'
import { COMPANY, type Company, toCompany } from './company.ts'

/** What is absent stays; traits are merged (traits.ts). */
export type CompanyChanges = {
  externalId?: string | null | undefined
  name?: string | undefined
  domain?: string | null | undefined
  traits?: Traits | undefined
}

export type UpdateCompanyError =
  | { code: 'company_not_found' }
  | { code: 'external_id_taken' }
  | { code: 'traits_too_large' }

/** Changes a company. After `external_id_taken` the transaction is lost: undo it. */
export const updateCompany = async (
  change: Change,
  id: string,
  given: CompanyChanges,
): Promise<Result<Company, UpdateCompanyError>> => {
  const { tx, actor } = change
  if (!looksLikeId(id)) return fail({ code: 'company_not_found' })
  const known = await tx
    .selectFrom('company')
    .select('traits')
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!known) return fail({ code: 'company_not_found' })
  const traits = mergeTraits(known.traits, given.traits ?? {})
  if (given.traits && !traitsFit(traits, COMPANY_TRAITS_MAX)) return fail({ code: 'traits_too_large' })
  try {
    const row = await tx
      .updateTable('company')
      .set({
        external_id: given.externalId,
        name: given.name,
        domain: given.domain,
        traits: JSON.stringify(traits),
        updated_at: new Date(),
      })
      .where('desk_id', '=', actor.deskId)
      .where('id', '=', id)
      .returning(COMPANY)
      .executeTakeFirstOrThrow()
    const company = toCompany(row)
    await recordEvent(change, { type: 'company.updated', data: { company } })
    return ok(company)
  } catch (error) {
    if (sqlState(error) === '23505') return fail({ code: 'external_id_taken' })
    throw error
  }
}
