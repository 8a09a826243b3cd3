import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { setupOf } from '../../../channels/hooks/setup.ts'
import { createHook, type HookReferenceError } from '../../../core/hooks/create.ts'
import { getHook } from '../../../core/hooks/get.ts'
import type { Hook } from '../../../core/hooks/hook.ts'
import type { HookKeys } from '../../../core/hooks/keys.ts'
import { listHooks } from '../../../core/hooks/list.ts'
import { revokeHook } from '../../../core/hooks/revoke.ts'
import { rotateHook } from '../../../core/hooks/rotate.ts'
import { updateHook } from '../../../core/hooks/update.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { notFound, type Problem } from '../../problem.ts'
import { refused } from '../../refused.ts'
import { oneById } from '../../schema/params.ts'
import { hookDeliveryRoutes } from './delivery-routes.ts'
import { previewRoutes } from './preview-routes.ts'
import { hook, hookChanges, hookPage, hookWithAddress, listQuery, newHook } from './schemas.ts'

const ADMIN = { policy: { scope: 'admin' } } as const
const tags = ['Hooks']

export const hookRoutes =
  (lodge: Lodge, keys: HookKeys): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()
    await plugin.register(hookDeliveryRoutes(lodge))
    await plugin.register(previewRoutes(lodge))

    app.get(
      '/v1/hooks',
      {
        config: { policy: { scope: 'settings:read' } },
        schema: { tags, summary: 'List hooks', querystring: listQuery, response: { 200: hookPage } },
      },
      (request) =>
        listHooks(lodge, actorOf(request), { limit: request.query.limit, after: request.query.cursor ?? null }),
    )

    app.post(
      '/v1/hooks',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Create a hook',
          description: 'Paste its `url` where the sender asks for one. Who knows the address can file tickets by it.',
          body: newHook,
          response: { 201: hookWithAddress },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const { name, source, department, type, signing_secret, notify_requester, defaults, mapping } = request.body
          const made = await createHook(change, {
            name,
            source,
            department: department ?? null,
            type: type ?? null,
            signingSecret: signing_secret ?? null,
            notifyRequester: notify_requester,
            defaults,
            mapping,
          })
          if (!made.ok) throw toProblem(made.error)
          const { hook, secret } = made.value
          return { status: 201, body: withAddress(request, hook, secret), kept: withAddress(request, hook, null) }
        }),
    )

    app.get(
      '/v1/hooks/:id',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Get a hook with its address',
          params: oneById,
          response: { 200: hookWithAddress },
        },
      },
      async (request) => {
        const found = await getHook(lodge, actorOf(request), request.params.id)
        if (!found.ok) throw notFound('hook')
        return withAddress(request, found.value.hook, found.value.secret)
      },
    )

    app.patch(
      '/v1/hooks/:id',
      {
        config: ADMIN,
        schema: { tags, summary: 'Change a hook', params: oneById, body: hookChanges, response: { 200: hook } },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const { signing_secret, notify_requester, ...same } = request.body
          const given = { ...same, signingSecret: signing_secret, notifyRequester: notify_requester }
          const changed = await updateHook(change, request.params.id, given)
          if (!changed.ok) throw toProblem(changed.error)
          return { status: 200, body: changed.value, after: () => keys.forget(changed.value.id) }
        }),
    )

    app.post(
      '/v1/hooks/:id/rotate',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Give a hook another address',
          description: 'The one before ends at once here, within a second everywhere else. A revoked hook works again.',
          params: oneById,
          response: { 200: hookWithAddress },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const rotated = await rotateHook(change, request.params.id)
          if (!rotated.ok) throw notFound('hook')
          const { hook, secret } = rotated.value
          return {
            status: 200,
            body: withAddress(request, hook, secret),
            kept: withAddress(request, hook, null),
            after: () => keys.forget(hook.id),
          }
        }),
    )

    app.delete(
      '/v1/hooks/:id',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Revoke a hook',
          description: 'Its address ends at once; what it received can still be seen and replayed.',
          params: oneById,
          response: { 200: hook },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const revoked = await revokeHook(change, request.params.id)
          if (!revoked.ok) throw notFound('hook')
          return { status: 200, body: revoked.value, after: () => keys.forget(revoked.value.id) }
        }),
    )
  }

/** With the address as the one who asks would call it. A repeated request is not told it again: GET tells. */
const withAddress = (request: FastifyRequest, hook: Hook, secret: string | null) => {
  const url = secret === null ? null : `${request.protocol}://${request.host}/hooks/${secret}`
  return { ...hook, url, setup: url === null ? null : setupOf(hook.source, url) }
}

const toProblem = (error: HookReferenceError | { code: 'hook_not_found' }): Problem => {
  switch (error.code) {
    case 'hook_not_found':
      return notFound('hook')
    case 'department_not_found':
      return refused(400, error.code, 'department', 'is not the id or name of a department of this desk')
    case 'ticket_type_not_found':
      return refused(400, error.code, 'type', 'is not the id or name of a ticket type of this desk')
  }
}
