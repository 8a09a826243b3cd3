import { isDeepStrictEqual } from 'node:util'
import type { Change } from '../change.ts'
import { fail, ok, type Result } from '../result.ts'
import { COMPANY_TRAITS_MAX, mergeTraits, type Traits, traitsFit } from '../traits.ts'
import { COMPANY, type Company, toCompany } from './company.ts'

export type CompanyGiven = { externalId: string; name: string | null; domain: string | null; traits: Traits }

/**
 * The company that a contact is said to belong to, made on first use and named by its external id until a name is known.
 * Writes no event: it is a part of the contact's change, whose event shows it. Call under lockIntake.
 */
export const linkCompany = async (
  { tx, lodge, actor, at }: Change,
  given: CompanyGiven,
): Promise<Result<{ company: Company; changed: boolean; created: boolean }, { code: 'traits_too_large' }>> => {
  const known = await tx
    .selectFrom('company')
    .select(COMPANY)
    .where('desk_id', '=', actor.deskId)
    .where('external_id', '=', given.externalId)
    .forUpdate()
    .executeTakeFirst()
  const said = {
    name: given.name ?? known?.name ?? given.externalId,
    domain: given.domain ?? known?.domain ?? null,
    traits: mergeTraits(known?.traits ?? {}, given.traits),
  }
  if (!traitsFit(said.traits, COMPANY_TRAITS_MAX)) return fail({ code: 'traits_too_large' })
  if (known && isDeepStrictEqual({ ...known, ...said }, known)) {
    return ok({ company: toCompany(known), changed: false, created: false })
  }
  const row = await tx
    .insertInto('company')
    .values({
      desk_id: actor.deskId,
      id: known?.id ?? lodge.store.nextId(),
      external_id: given.externalId,
      ...said,
      traits: JSON.stringify(said.traits),
      ...(at ? { created_at: at, updated_at: at } : {}),
    })
    // The one just read, or one that another request made since.
    .onConflict((conflict) =>
      conflict
        .columns(['desk_id', 'external_id'])
        .where('external_id', 'is not', null)
        .doUpdateSet((eb) => ({
          name: eb.ref('excluded.name'),
          domain: eb.ref('excluded.domain'),
          traits: eb.ref('excluded.traits'),
          updated_at: new Date(),
        })),
    )
    .returning(COMPANY)
    .executeTakeFirstOrThrow()
  return ok({ company: toCompany(row), changed: true, created: !known })
}
