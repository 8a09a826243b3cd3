import type { UpdateMailboxError } from '../../../core/mailboxes/update.ts'
import { notFound, type Problem } from '../../problem.ts'
import { refused } from '../../refused.ts'

export const toProblem = (error: UpdateMailboxError): Problem => {
  switch (error.code) {
    case 'mailbox_not_found':
      return notFound('mailbox')
    case 'address_taken':
      return refused(409, error.code, 'address', 'belongs to another mailbox of this desk')
    case 'department_not_found':
      return refused(400, error.code, 'department', 'is not the id or name of a department of this desk')
    case 'wrong_kind':
      return refused(409, error.code, error.field, `is not for a mailbox whose mail comes by ${error.kind}`)
    case 'login_required':
      return refused(400, error.code, 'imap', 'must have a password or oauth, as the server or the user is another one')
    case 'after_folder_required':
      return refused(400, error.code, 'imap.after_folder', 'must be the folder to move to')
  }
}
