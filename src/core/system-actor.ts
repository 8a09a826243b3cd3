import type { Actor } from './actor.ts'
import type { DeskId } from './ids.ts'

/** Lodge itself, by the name of what acts: what the clock or a setting asks for, nobody's credential. */
export const systemActor = (deskId: DeskId, name: string): Actor => ({
  deskId,
  credentialId: null,
  kind: 'system',
  name,
  scopes: new Set(['admin']),
  memberId: null,
})
