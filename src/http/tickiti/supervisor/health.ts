import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { checkDisks, listDisks, unwatchDisk, watchDisk } from '../../../core/health/disks.ts'
import { forgetFailure, knowFailure, listKnownFailures } from '../../../core/health/known-failures.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { readStatus } from '../../../core/status/status.ts'
import { isKnown, toDiskHealth, toException, toTheirDisk } from '../../../dialects/tickiti/supervisor.ts'
import { actorOf } from '../../policy.ts'
import { notFound } from '../../problem.ts'
import { text } from '../../schema/text.ts'
import { invalid, tickitiChange, tickitiRoute } from '../contract.ts'
import { noFields, theirId } from '../ids.ts'
import { READ, WRITE } from './access.ts'
import { failuresOf } from './jobs.ts'

/** Bytes, as a number or its digits. */
const size = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER)
const disk = z.object({
  root_path: text(1_000, 1).refine((path) => path.startsWith('/') && !path.includes('\0'), {
    error: 'must be an absolute path',
  }),
  min_free_space: size,
  warn_free_space: size,
})
const exception = z.object({ pattern: text(500, 1), description: text(1_000).default('') })
const one = z.object({ id: theirId })

/** How this Lodge does, the places that must not fill up, and the failures that are known. */
export const healthRoutes = (lodge: Lodge, plugin: FastifyInstance): void => {
  const path = '/api/v1/supervisor/health'

  tickitiRoute(lodge, plugin, path, READ, noFields, async (_, request) => {
    const actor = actorOf(request)
    const known = await listKnownFailures(lodge, actor)
    const failures = await failuresOf(lodge, actor)
    const disks = await checkDisks(await listDisks(lodge, actor))
    const exceptions = failures.filter((failure) => !isKnown(failure, known))
    const isWell = exceptions.length === 0 && disks.every(({ state }) => state === 'ok')
    return {
      status: isWell ? 'ok' : 'attention',
      ...(await readStatus(lodge, actor)),
      disks: disks.map(toDiskHealth),
      exceptions,
    }
  })

  tickitiRoute(lodge, plugin, `${path}/manage`, READ, noFields, async (_, request) => ({
    disks: (await listDisks(lodge, actorOf(request))).map(toTheirDisk),
    exceptions: (await listKnownFailures(lodge, actorOf(request))).map(toException),
  }))

  tickitiChange(lodge, plugin, `${path}/disk/store`, WRITE, disk, async (change, given) => {
    const { root_path, min_free_space, warn_free_space } = given
    if (warn_free_space < min_free_space) throw invalid('warn_free_space', 'must not be less than min_free_space')
    const sizes = { min_free: min_free_space, warn_free: warn_free_space }
    return { disk: toTheirDisk(await watchDisk(change, { path: root_path, ...sizes })) }
  })

  tickitiChange(lodge, plugin, `${path}/disk/delete`, WRITE, one, async (change, { id }) => {
    if (!(await unwatchDisk(change, id)).ok) throw notFound('disk')
    return { deleted: true }
  })

  tickitiChange(lodge, plugin, `${path}/exception/store`, WRITE, exception, async (change, given) => ({
    exception: toException(await knowFailure(change, given)),
  }))

  tickitiChange(lodge, plugin, `${path}/exception/delete`, WRITE, one, async (change, { id }) => {
    if (!(await forgetFailure(change, id)).ok) throw notFound('exception')
    return { deleted: true }
  })
}
