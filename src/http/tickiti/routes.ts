import type { FastifyPluginAsync } from 'fastify'
import type { Lodge } from '../../core/lodge.ts'
import { replyAsTickiti } from './contract.ts'
import { keyRoutes } from './keys.ts'

/** Tickiti's contract, both generations: its own paths, words and refusals, on the verbs of `/v1`. A file a family. */
export const tickitiRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    replyAsTickiti(plugin)
    keyRoutes(lodge, plugin)
  }
