import type { FastifyInstance } from 'fastify'
import type { Lodge } from '../../../core/lodge.ts'
import { hashtagRoutes } from './hashtags.ts'
import { perspectiveRoutes } from './perspectives.ts'
import { stockResponseRoutes } from './stock-responses.ts'
import { watchlistRoutes } from './watchlists.ts'

/** The family `settings/*`. */
export const settingsRoutes = (lodge: Lodge, plugin: FastifyInstance): void => {
  hashtagRoutes(lodge, plugin)
  perspectiveRoutes(lodge, plugin)
  stockResponseRoutes(lodge, plugin)
  watchlistRoutes(lodge, plugin)
}
