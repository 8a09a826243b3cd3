import type { MergeContactsError } from '../../../core/contacts/merge.ts'
import type { RemoveIdentityError } from '../../../core/contacts/remove-identity.ts'
import type { UpdateContactError } from '../../../core/contacts/update.ts'
import { TRAITS_MAX } from '../../../core/traits.ts'
import { notFound, Problem } from '../../problem.ts'
import { refused, traitsTooLarge } from '../../refused.ts'

type Refusal = UpdateContactError | MergeContactsError | RemoveIdentityError | { code: 'identity_taken' }

/** Why a contact was not changed, in the API's words. */
export const toProblem = (error: Refusal): Problem => {
  switch (error.code) {
    case 'contact_not_found':
      return notFound('contact')
    case 'contact_merged':
      return new Problem(409, error.code, `This contact was merged into ${error.into}: change that one.`)
    case 'company_not_found':
      return refused(400, error.code, 'company_id', 'is not the id of a company of this desk')
    case 'traits_too_large':
      return traitsTooLarge('traits', TRAITS_MAX)
    case 'merged_traits_too_large':
      return new Problem(409, error.code, 'The traits of both are more than 20,000 bytes as JSON: remove some first.')
    case 'into_not_found':
      return refused(400, 'contact_not_found', 'into', 'is not the id of a contact of this desk')
    case 'into_merged':
      return refused(409, 'contact_merged', 'into', 'was merged into another contact: name that one')
    case 'into_itself':
      return refused(400, error.code, 'into', 'must be another contact')
    case 'identity_not_found':
      return notFound('identity')
    case 'identity_taken':
      return refused(409, error.code, 'value', 'belongs to another contact')
    case 'last_identity':
      return new Problem(409, error.code, 'A contact needs one identity at least: add another one first.')
  }
}
