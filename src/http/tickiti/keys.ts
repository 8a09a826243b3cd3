import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Lodge } from '../../core/lodge.ts'
import { text } from '../schema/text.ts'
import { tickitiRoute } from './contract.ts'

const mintBody = z.object({ action: text(255).optional() })

/**
 * Mints a key to send as `Idempotency-Key`, for everybody. Any string of the caller's own is as good; `action` is what the
 * key is meant for, and comes back.
 */
export const keyRoutes = (lodge: Lodge, plugin: FastifyInstance): void => {
  for (const path of ['/api/idempotency_key', '/api/v1/idempotency_key']) {
    tickitiRoute(lodge, plugin, path, { ability: null }, mintBody, async ({ action }) => ({
      ok: true,
      data: { idempotency_key: randomUUID(), action: action ?? null },
    }))
  }
}
