import type { DeskId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'

type Kind = 'secret' | 'signing_secret'

const sealing = (deskId: DeskId, connectionId: string, kind: Kind) => ({
  deskId,
  purpose: `slack/${connectionId}/${kind}`,
})

/** Seals a connection's token or URL, or what Slack signs with. */
export const sealSlack = (lodge: Lodge, deskId: DeskId, connectionId: string, kind: Kind, text: string): Buffer =>
  lodge.secrets.seal(sealing(deskId, connectionId, kind), text)

/** Undefined where this installation's LODGE_SECRET is not the one it was sealed with. */
export const unsealSlack = (
  lodge: Lodge,
  deskId: DeskId,
  connectionId: string,
  kind: Kind,
  sealed: Buffer,
): string | undefined => lodge.secrets.unseal(sealing(deskId, connectionId, kind), sealed)
