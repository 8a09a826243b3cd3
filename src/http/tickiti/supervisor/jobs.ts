import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Actor } from '../../../core/actor.ts'
import { deleteFailedDelivery } from '../../../core/deliveries/delete.ts'
import { listDeliveries } from '../../../core/deliveries/list.ts'
import { replayFailed } from '../../../core/deliveries/replay.ts'
import { looksLikeId } from '../../../core/ids.ts'
import { deleteFailedJobs, listFailedJobs, retryFailedJobs } from '../../../core/jobs/failed.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { fromDelivery, fromJob, type TheirJob } from '../../../dialects/tickiti/supervisor.ts'
import { actorOf } from '../../policy.ts'
import { tickitiChange, tickitiRoute } from '../contract.ts'
import { noFields, theirId } from '../ids.ts'
import { READ, WRITE } from './access.ts'

const SHOWN = 500
const jobIds = z.object({ job_ids: z.array(theirId).max(SHOWN) })

/** What failed for good: jobs of the queue, and deliveries. */
export const failuresOf = async (lodge: Lodge, actor: Actor): Promise<TheirJob[]> => {
  const [jobs, deliveries] = await Promise.all([
    listFailedJobs(lodge, actor),
    listDeliveries(lodge, actor, { limit: SHOWN, after: null }, { state: 'failed' }),
  ])
  return [...jobs.map(fromJob), ...deliveries.data.map(fromDelivery)]
}

/** Those that are neither, or no longer failed, do not matter: what was asked for holds of them. */
export const jobRoutes = (lodge: Lodge, plugin: FastifyInstance): void => {
  const path = '/api/v1/supervisor/jobs'

  tickitiRoute(lodge, plugin, path, READ, noFields, async (_, request) => ({
    jobs: await failuresOf(lodge, actorOf(request)),
  }))

  tickitiChange(lodge, plugin, `${path}/retry`, WRITE, jobIds, async (change, { job_ids }) => {
    const jobs = await retryFailedJobs(change, job_ids)
    const { replayed } = await replayFailed(change, { ids: job_ids.filter(looksLikeId) })
    return { retried: jobs.length + replayed }
  })

  tickitiChange(lodge, plugin, `${path}/delete`, WRITE, jobIds, async (change, { job_ids }) => {
    let deleted = (await deleteFailedJobs(change, job_ids)).length
    for (const id of new Set(job_ids)) if ((await deleteFailedDelivery(change, id)).ok) deleted += 1
    return { deleted }
  })
}
