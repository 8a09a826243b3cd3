import type { FastifyInstance } from 'fastify'
import type { Change } from '../../../core/change.ts'
import { looksLikeId } from '../../../core/ids.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { setMailPassword } from '../../../core/mail/save-settings.ts'
import { createMailbox } from '../../../core/mailboxes/create.ts'
import { deleteMailbox } from '../../../core/mailboxes/delete.ts'
import { listMailboxes } from '../../../core/mailboxes/get.ts'
import { type Mailbox, selectMailboxes, toMailbox } from '../../../core/mailboxes/mailbox.ts'
import { type MailboxChanges, type UpdateMailboxError, updateMailbox } from '../../../core/mailboxes/update.ts'
import type { Paging } from '../../../core/page.ts'
import { toImap, toImapChanges, toTheirMailbox } from '../../../dialects/tickiti/mailboxes.ts'
import { actorOf } from '../../policy.ts'
import { notFound, type Problem } from '../../problem.ts'
import { allOf } from '../all.ts'
import { invalid, tickitiChange, tickitiRoute } from '../contract.ts'
import { noFields } from '../ids.ts'
import { READ, WRITE } from './access.ts'
import { created, one, password, updated } from './schemas.ts'

const PATH = '/api/v1/mail/mailboxes'

/** Mailboxes: fetched by IMAP where a server is named, else addresses that mail comes to by itself. */
export const mailboxRoutes = (lodge: Lodge, plugin: FastifyInstance): void => {
  tickitiRoute(lodge, plugin, PATH, READ, noFields, async (_, request) => {
    const mailboxes = await allOf((paging: Paging<[string]>) => listMailboxes(lodge, actorOf(request), paging))
    return { mailboxes: mailboxes.map(toTheirMailbox) }
  })

  tickitiChange(lodge, plugin, `${PATH}/create`, WRITE, created, async (change, given) => {
    const imap = toImap(given)
    const made = await createMailbox(change, {
      name: given.name,
      address: given.address,
      department: null,
      // A folder is read only once it is switched on.
      enabled: !imap || given.pop_enable !== false,
      detectForwards: true,
      unverified: 'mark',
      authservId: null,
      imap: imap ?? null,
      http: null,
    })
    if (!made.ok) throw toProblem(made.error)
    const { mailbox } = made.value
    return { mailbox_id: mailbox.id, mailbox: toTheirMailbox(mailbox) }
  })

  tickitiChange(lodge, plugin, `${PATH}/update`, WRITE, updated, async (change, given) => {
    const imap = toImapChanges(given)
    const isFolder = Object.values(imap).some((value) => value !== undefined)
    const known = await find(change, given.mailbox_id)
    const mailbox = await alter(change, given.mailbox_id, {
      name: given.name,
      address: given.address,
      enabled: known.imap === null ? undefined : given.pop_enable,
      // Without a server, what else is said of it says nothing.
      imap: isFolder && (known.imap !== null || imap.host) ? imap : undefined,
    })
    return { mailbox: toTheirMailbox(mailbox) }
  })

  tickitiChange(lodge, plugin, `${PATH}/set-password`, WRITE, password, async (change, given) => {
    const mailbox = await find(change, given.mailbox_id)
    if (given.field === 'smtp_password') return { updated: await setMailPassword(change, given.value) }
    if (mailbox.imap === null) throw invalid('field', 'is for a mailbox that is fetched')
    await alter(change, mailbox.id, { imap: { login: { password: given.value } } })
    return { updated: true }
  })

  tickitiChange(lodge, plugin, `${PATH}/delete`, WRITE, one, async (change, { mailbox_id }) => {
    const gone = await deleteMailbox(change, mailbox_id)
    if (!gone.ok) throw notFound('mailbox')
    return { deleted: true }
  })
}

const find = async ({ tx, actor }: Change, id: string): Promise<Mailbox> => {
  const row = looksLikeId(id)
    ? await selectMailboxes(tx, actor.deskId).where('m.id', '=', id).executeTakeFirst()
    : undefined
  if (!row) throw notFound('mailbox')
  return toMailbox(row)
}

const alter = async (change: Change, id: string, given: MailboxChanges): Promise<Mailbox> => {
  const changed = await updateMailbox(change, id, given)
  if (!changed.ok) throw toProblem(changed.error)
  return changed.value
}

const toProblem = (error: UpdateMailboxError): Problem => {
  switch (error.code) {
    case 'mailbox_not_found':
      return notFound('mailbox')
    case 'address_taken':
      return invalid('address', 'belongs to another mailbox')
    case 'wrong_kind':
      return invalid('pop_host', 'is not for a mailbox that was made without one: make another mailbox')
    case 'login_required':
      return invalid('pop_password', 'is needed anew, as the server or the user is another one')
    case 'department_not_found':
    case 'after_folder_required':
      throw new Error(`${error.code}, which nobody asked for`)
  }
}
