import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { isTaken } from '../webhooks/is-taken.ts'

/** A message that is of no ticket, on a channel that Lodge does not deliver to. */
export type RequestedMessage = {
  department: { id: string; name: string }
  /** In lower case, as `whatsapp`. */
  channel: string
  /** Null where the caller leaves it to the gateway. */
  from: string | null
  to: string
  text: string | null
  html: string | null
  /** Where its files are read. */
  files: string[]
}

const REQUESTED = { type: 'message.requested' }

/** Hands a message to the desk's own gateway, as an event; refused where neither a webhook nor a queue takes it. */
export const requestMessage = async (
  change: Change,
  message: RequestedMessage,
): Promise<Result<RequestedMessage, { code: 'no_gateway' }>> => {
  if (!(await isTaken(change, REQUESTED.type, message.department.id))) return fail({ code: 'no_gateway' })
  await recordEvent(change, { ...REQUESTED, data: { message } })
  return ok(message)
}
