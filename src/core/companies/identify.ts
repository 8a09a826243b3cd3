import type { Change } from '../change.ts'
import { lockIntake } from '../desks/lock.ts'
import { recordEvent } from '../events/record.ts'
import { ok, type Result } from '../result.ts'
import type { Company } from './company.ts'
import { type CompanyGiven, linkCompany } from './link.ts'

/** Finds or makes the company by its external id, and says what is known of it over what was known before. */
export const identifyCompany = async (
  change: Change,
  given: CompanyGiven,
): Promise<Result<{ company: Company; created: boolean }, { code: 'traits_too_large' }>> => {
  await lockIntake(change)
  const linked = await linkCompany(change, given)
  if (!linked.ok) return linked
  const { company, created, changed } = linked.value
  if (changed) await recordEvent(change, { type: created ? 'company.created' : 'company.updated', data: { company } })
  return ok({ company, created })
}
