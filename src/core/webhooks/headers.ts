import type { Change } from '../change.ts'
import type { DeskId } from '../ids.ts'
import type { Secrets } from '../secrets.ts'

const sealingOf = (deskId: DeskId, webhookId: string) => ({ deskId, purpose: `webhook/${webhookId}/headers` })

/** A webhook's own headers as they are kept: sealed, for a value may be a secret. Null where there are none. */
export const sealHeaders = (
  { lodge, actor }: Change,
  webhookId: string,
  headers: Record<string, string>,
): Buffer | null =>
  Object.keys(headers).length === 0
    ? null
    : lodge.secrets.seal(sealingOf(actor.deskId, webhookId), JSON.stringify(headers))

/** The headers as they are sent; undefined where they cannot be read. */
export const openHeaders = (
  secrets: Secrets,
  deskId: DeskId,
  webhookId: string,
  sealed: Buffer | null,
): Record<string, string> | undefined => {
  if (sealed === null) return {}
  const text = secrets.unseal(sealingOf(deskId, webhookId), sealed)
  return text === undefined ? undefined : (JSON.parse(text) as Record<string, string>) // what sealHeaders() wrote
}
