import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { createDepartment } from '../../../core/departments/create.ts'
import { deleteDepartment } from '../../../core/departments/delete.ts'
import { listDepartments } from '../../../core/departments/list.ts'
import { moveTickets } from '../../../core/departments/move-tickets.ts'
import { type UpdateDepartmentError, updateDepartment } from '../../../core/departments/update.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { REPLIES } from '../../../core/mail/reply-address.ts'
import type { Paging } from '../../../core/page.ts'
import { toQueue } from '../../../dialects/tickiti/workflow.ts'
import { actorOf } from '../../policy.ts'
import { notFound, Problem } from '../../problem.ts'
import { name } from '../../schema/name.ts'
import { allOf } from '../all.ts'
import { invalid, tickitiChange, tickitiRoute } from '../contract.ts'
import { noFields, theirId } from '../ids.ts'
import { READ, WRITE } from './access.ts'

/** Whose name and address a queue's mail is from: an id, or nothing in any of the ways to say so for the desk's own. */
const outgoing_mailbox_id = theirId
  .nullable()
  .transform((id) => (id === '' || id === '0' ? null : id))
  .optional()

const newQueue = z.object({ name: name(200), outgoing_mailbox_id })
const changedQueue = z.object({ queue_id: theirId, name: name(200).optional(), outgoing_mailbox_id })
const one = z.object({ queue_id: theirId })
const move = z.object({ from_queue_id: theirId, to_queue_id: theirId })

const noSuch = () => notFound('queue')

/** Queues are departments. */
export const queueRoutes = (lodge: Lodge, plugin: FastifyInstance): void => {
  const path = '/api/v1/workflow/queues'

  tickitiRoute(lodge, plugin, path, READ, noFields, async (_, request) => {
    const departments = await allOf((paging: Paging<[string, string]>) =>
      listDepartments(lodge, actorOf(request), paging),
    )
    return { queues: departments.map(toQueue) }
  })

  tickitiChange(
    lodge,
    plugin,
    `${path}/create`,
    WRITE,
    newQueue,
    async (change, { name, outgoing_mailbox_id: mailbox }) => {
      const rest = {
        isDefault: false,
        isPublic: true,
        businessHoursId: null,
        assignment: 'manual',
        signature: null,
      } as const
      const made = await createDepartment(change, { name, mailboxId: mailbox ?? null, ...rest })
      if (made.ok) return { queue: toQueue(made.value) }
      throw toProblem(made.error)
    },
  )

  tickitiChange(
    lodge,
    plugin,
    `${path}/update`,
    WRITE,
    changedQueue,
    async (change, { queue_id, name, outgoing_mailbox_id: mailbox }) => {
      const changed = await updateDepartment(change, queue_id, { name, mailboxId: mailbox })
      if (changed.ok) return { queue: toQueue(changed.value) }
      throw toProblem(changed.error)
    },
  )

  tickitiChange(lodge, plugin, `${path}/move`, WRITE, move, async (change, { from_queue_id, to_queue_id }) => {
    const moved = await moveTickets(change, from_queue_id, to_queue_id)
    if (moved.ok) return { moved: moved.value }
    throw moved.error.code === 'department_not_found'
      ? noSuch()
      : invalid('to_queue_id', 'is not the id of another queue of this desk')
  })

  tickitiChange(lodge, plugin, `${path}/delete`, WRITE, one, async (change, { queue_id }) => {
    const deleted = await deleteDepartment(change, queue_id, null)
    if (deleted.ok) return { deleted: true }
    if (deleted.error.code === 'department_not_found') throw noSuch()
    throw new Problem(409, deleted.error.code, 'This queue is the inbox, where tickets go that name no queue.')
  })
}

const toProblem = (error: UpdateDepartmentError): Problem => {
  switch (error.code) {
    case 'department_not_found':
      return noSuch()
    case 'name_taken':
      return invalid('name', 'belongs to another queue')
    case 'mailbox_not_found':
      return invalid('outgoing_mailbox_id', 'is not the id of a mailbox of this desk')
    case 'mailbox_takes_no_replies':
      return invalid('outgoing_mailbox_id', `must be that of an address ${REPLIES}`)
    case 'business_hours_not_found':
    case 'invalid_template':
      throw new Error(`${error.code}, which nobody asked for`)
  }
}
