import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Change } from '../../../core/change.ts'
import { ignoreMail } from '../../../core/ignored-mail/add.ts'
import { type IgnoredMail, ignoredValue } from '../../../core/ignored-mail/ignored-mail.ts'
import { listIgnoredMail } from '../../../core/ignored-mail/list.ts'
import { stopIgnoringMail } from '../../../core/ignored-mail/remove.ts'
import type { Lodge } from '../../../core/lodge.ts'
import type { Paging } from '../../../core/page.ts'
import { toExcludedEmail, toSubject } from '../../../dialects/tickiti/mailboxes.ts'
import { actorOf } from '../../policy.ts'
import { notFound } from '../../problem.ts'
import { text } from '../../schema/text.ts'
import { allOf } from '../all.ts'
import { invalid, tickitiChange, tickitiRoute } from '../contract.ts'
import { noFields, theirId } from '../ids.ts'
import { READ, WRITE } from './access.ts'

const one = z.object({ id: theirId })

/** Excluded emails and subjects: mail that becomes no ticket. */
export const ignoredRoutes = (lodge: Lodge, plugin: FastifyInstance): void => {
  lists(lodge, plugin, 'excluded-emails', 'sender', toExcludedEmail)
  lists(lodge, plugin, 'subjects', 'subject', toSubject)

  const email = z.object({ email: text(255, 1) })
  tickitiChange(lodge, plugin, '/api/v1/mail/excluded-emails/create', WRITE, email, async (change, body) =>
    toExcludedEmail(await ignore(change, 'sender', 'email', body.email)),
  )
  const subject = z.object({ subject: text(500, 1) })
  tickitiChange(lodge, plugin, '/api/v1/mail/subjects/create', WRITE, subject, async (change, body) =>
    toSubject(await ignore(change, 'subject', 'subject', body.subject)),
  )
}

const lists = (
  lodge: Lodge,
  plugin: FastifyInstance,
  name: string,
  kind: IgnoredMail['kind'],
  show: (entry: IgnoredMail) => object,
): void => {
  tickitiRoute(lodge, plugin, `/api/v1/mail/${name}`, READ, noFields, async (_, request) => {
    const entries = await allOf((paging: Paging<[string]>) => listIgnoredMail(lodge, actorOf(request), paging, kind))
    return entries.map(show)
  })

  tickitiChange(lodge, plugin, `/api/v1/mail/${name}/delete`, WRITE, one, async (change, { id }) => {
    const removed = await stopIgnoringMail(change, id)
    if (!removed.ok) throw notFound('ignored_mail')
    return { deleted: true }
  })
}

const WRONG = { sender: 'must be an email address or a domain', subject: 'must not be all subjects' }

const ignore = async (change: Change, kind: IgnoredMail['kind'], field: string, given: string) => {
  const value = ignoredValue(kind, given)
  if (value === undefined) throw invalid(field, WRONG[kind])
  const added = await ignoreMail(change, { kind, value })
  if (!added.ok) throw invalid(field, 'is on the list already')
  return added.value
}
