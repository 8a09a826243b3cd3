import { hash } from 'node:crypto'
import type { RawPayload } from '../../core/hook-deliveries/delivery.ts'
import { keepRefused, receiveDelivery } from '../../core/hook-deliveries/receive.ts'
import type { IntakeHook } from '../../core/hooks/intake-hook.ts'
import type { Lodge } from '../../core/lodge.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { isUnavailable } from '../../store/errors.ts'
import { IntakeFull } from '../../store/intake.ts'
import { evaluatePointer } from './mapping/pointer.ts'
import { readPayload } from './payload.ts'
import { processDelivery } from './process.ts'
import { textOf } from './read.ts'
import type { HookRequest } from './source.ts'
import { sources } from './sources/index.ts'

const KEY_MAX = 200
/** Payloads that one request may bring: HubSpot sends up to 100. */
const PARTS_MAX = 500

/** Headers that say what a payload is. No signatures, no cookies, nothing of who sent it. */
const KEPT_HEADERS = [
  'content-encoding',
  'user-agent',
  'idempotency-key',
  'webhook-id',
  'x-github-event',
  'x-github-delivery',
  'sentry-hook-resource',
  'sentry-hook-timestamp',
  'request-id',
  'x-zendesk-webhook-id',
  'x-zendesk-webhook-invocation-id',
  'x-hubspot-request-timestamp',
]

/**
 * Takes a request in: checks its signature, writes it down durably, and makes its tickets. Answers once all of it is safe:
 * what cannot be worked on just now is by a job. Rejects where it could not be written down.
 */
export const takeIn = async (
  lodge: Lodge,
  hook: IntakeHook,
  request: HookRequest,
): Promise<
  Result<{ deliveries: string[] }, { code: 'wrong_signature' } | { code: 'too_many_payloads'; max: number }>
> => {
  const source = sources[hook.source]
  const raw: RawPayload = {
    contentType: request.headers['content-type'] ?? null,
    headers: Object.fromEntries(
      KEPT_HEADERS.flatMap((name) => {
        const value = request.headers[name]
        return value === undefined ? [] : [[name, value]]
      }),
    ),
    body: request.body,
  }
  if (source.verify && hook.signingSecret !== null && !source.verify(request, hook.signingSecret, new Date())) {
    await keepRefused(
      lodge,
      hook,
      raw,
      `The signature is missing or wrong, or too old: is the signing secret that of ${source.title}?`,
    )
    return fail({ code: 'wrong_signature' })
  }
  const payload = await readPayload(raw)
  const list = payload.ok ? sources[hook.source].split?.(payload.value) : undefined
  if (list && list.length > PARTS_MAX) {
    await keepRefused(lodge, hook, raw, `It brought ${list.length} payloads; ${PARTS_MAX} are taken at once.`)
    return fail({ code: 'too_many_payloads', max: PARTS_MAX })
  }
  // One payload is kept byte for byte; those of a list, each as its part of the JSON.
  const parts =
    list && list.length > 0
      ? list.map((value) => ({ value, raw: partOf(raw, value) }))
      : [{ value: payload.ok ? payload.value : undefined, raw }]
  const received: (RawPayload & { id: string })[] = []
  const deliveries: string[] = []
  for (const part of parts) {
    const written = await receiveDelivery(lodge, hook, part.raw, keyOf(hook, part.raw, part.value))
    deliveries.push(written.id)
    // A repeat of one whose outcome is not known may be all that is left of it.
    if (written.state === 'received') received.push({ ...part.raw, id: written.id })
  }
  for (const delivery of received) {
    try {
      await processDelivery(lodge, hook, delivery)
    } catch (error) {
      if (!(error instanceof IntakeFull) && !isUnavailable(error)) throw error
      lodge.log.warn({ err: error, delivery: delivery.id }, 'a hook payload is kept for later')
    }
  }
  return ok({ deliveries })
}

const partOf = (raw: RawPayload, part: unknown): RawPayload => ({
  ...raw,
  contentType: 'application/json',
  body: Buffer.from(JSON.stringify(part)),
})

/** What makes a repeat one: what the mapping points at, else the source's own id, else the body. */
const keyOf = (hook: IntakeHook, raw: RawPayload, payload: unknown): string => {
  const pointer = hook.mapping.delivery_id
  const id =
    (pointer && textOf(evaluatePointer(pointer, payload))) || sources[hook.source].deliveryId(payload, raw.headers)
  if (id === undefined || id === '') return `body/${hash('sha256', raw.body)}`
  return id.length <= KEY_MAX ? `id/${id}` : `id/${hash('sha256', id)}`
}
