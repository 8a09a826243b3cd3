import type { HookDeliveryState } from '../../store/schema.ts'
import type { IntakeHook } from '../hooks/intake-hook.ts'
import type { Lodge } from '../lodge.ts'
import type { RawPayload } from './delivery.ts'

/** Refused payloads kept a hook, the newest: enough to see what is wrong, and no store for whoever guesses signatures. */
const REFUSED_MAX = 50

type Whose = Pick<IntakeHook, 'deskId' | 'id'>

/**
 * Writes a payload down, durably. One under a key that was used is a repeat of the first: that one's id and state, and
 * the repeat is counted. Two at once are one: the unique key sees to that.
 */
export const receiveDelivery = async (
  lodge: Lodge,
  hook: Whose,
  payload: RawPayload,
  key: string,
): Promise<{ id: string; state: HookDeliveryState; isRepeat: boolean }> => {
  const id = lodge.store.nextId()
  const written = await lodge.store.pool.query<{ id: string; state: HookDeliveryState }>(
    `insert into hook_delivery (desk_id, id, hook_id, key, state, content_type, headers, body)
     values ($1, $2, $3, $4, 'received', $5, $6, $7)
     on conflict (desk_id, hook_id, key) do update set repeats = hook_delivery.repeats + 1
     returning id, state`,
    [hook.deskId, id, hook.id, key, payload.contentType, JSON.stringify(payload.headers), payload.body],
  )
  const row = written.rows[0]
  if (!row) throw new Error('an upsert answers its row')
  return { ...row, isRepeat: row.id !== id }
}

/** Keeps what was refused, for the hook's owner to see. Its key stays free: who cannot sign takes nobody's place. */
export const keepRefused = async (lodge: Lodge, hook: Whose, payload: RawPayload, detail: string): Promise<void> => {
  await lodge.store.pool.query(
    `with kept as (
       insert into hook_delivery (desk_id, id, hook_id, state, detail, content_type, headers, body, processed_at)
       values ($1, $2, $3, 'refused', $4, $5, $6, $7, now())
     )
     delete from hook_delivery where desk_id = $1 and hook_id = $3 and state = 'refused' and id <= (
       select id from hook_delivery where desk_id = $1 and hook_id = $3 and state = 'refused'
       order by id desc offset $8 limit 1
     )`,
    [
      hook.deskId,
      lodge.store.nextId(),
      hook.id,
      detail,
      payload.contentType,
      JSON.stringify(payload.headers),
      payload.body,
      REFUSED_MAX - 1,
    ],
  )
}
