import type { IntakeItem, Pending } from './intake.ts'

const GROUP_MAX = 128

/** What makes two creations the same person's. */
export const identify = ({ requester }: IntakeItem): string[] => {
  const identities: string[] = []
  if (requester.externalId !== null) identities.push(`x${requester.externalId}`)
  if (requester.email !== null) identities.push(`e${requester.email}`)
  return identities
}

/** Nobody's: who names it waits for the next group. */
const POSTPONED = ''

/**
 * Takes from the queue, in order, what can go in one statement: requesters that share an external id or address but not
 * both (who they are depends on what the other writes), and creations with the same idempotency key, wait for the next.
 * Nobody overtakes one who waits and may be the same person: `{email}`, `{email, external_id}`, `{external_id}` are one.
 */
export const takeGroup = (lane: Pending[]): Pending[] => {
  const owners = new Map<string, string>()
  const keys = new Set<string>()
  const group: Pending[] = []
  const left: Pending[] = []
  for (const pending of lane) {
    const key = pending.item.idempotency && `${pending.item.credentialId} ${pending.item.idempotency.key}`
    // An address that is only claimed may lead to somebody else than the same one vouched for.
    const whole = `${pending.identities.join(' ')}${pending.item.requester.emailIsClaimed ? ' claimed' : ''}`
    const fits =
      group.length < GROUP_MAX &&
      !(key !== undefined && keys.has(key)) &&
      pending.identities.every((identity) => (owners.get(identity) ?? whole) === whole)
    if (!fits) {
      left.push(pending)
      for (const identity of pending.identities) owners.set(identity, POSTPONED)
      continue
    }
    if (key !== undefined) keys.add(key)
    for (const identity of pending.identities) owners.set(identity, whole)
    group.push(pending)
  }
  lane.splice(0, lane.length, ...left)
  return group
}
