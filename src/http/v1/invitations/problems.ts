import type { AcceptError } from '../../../core/invitations/accept.ts'
import type { InviteError } from '../../../core/invitations/create.ts'
import type { InvitationError } from '../../../core/invitations/find.ts'
import { notFound, Problem } from '../../problem.ts'
import { refused } from '../../refused.ts'

export const ownersOnly = (path: string): Problem =>
  refused(403, 'owners_only', path, 'is for owners to set: only they make, change and remove owners')

export const inviteProblem = (error: InviteError): Problem => {
  switch (error.code) {
    case 'owners_only':
      return ownersOnly('role')
    case 'already_member':
      return refused(409, error.code, 'email', 'belongs to a member already')
    case 'department_not_found':
      return refused(
        400,
        error.code,
        `departments.${error.place}`,
        'is not the id or name of a department of this desk',
      )
  }
}

export const acceptProblem = (error: InvitationError | AcceptError): Problem => {
  switch (error.code) {
    case 'invitation_not_found':
      return notFound('invitation')
    case 'invitation_accepted':
      return new Problem(410, error.code, 'This invitation was accepted already: sign in.')
    case 'invitation_revoked':
      return new Problem(410, error.code, 'This invitation was taken back.')
    case 'invitation_expired':
      return new Problem(410, error.code, 'This invitation is over. Ask for another one.')
    case 'sign_in_first':
      return new Problem(409, error.code, 'There is an account under this address: sign in, then accept.')
    case 'password_required':
      return refused(400, 'required', 'password', 'is required for who has no account yet')
    case 'already_member':
      return new Problem(409, error.code, 'Somebody is a member under this address already.')
  }
}
