import { setTimeout as sleep } from 'node:timers/promises'
import type { Channel, Outcome } from '../../channels/channel.ts'
import type { Lodge } from '../../core/lodge.ts'
import { openShared, type Shared } from '../../core/shared.ts'
import { isUnavailable } from '../../store/errors.ts'
import { type Busy, type Claim, claimDue, HEARTBEAT_MS, keepClaims, takeBackLost } from './claim.ts'
import { type Finished, finish } from './finish.ts'
import { noteHandedOver } from './handed-over.ts'

/** How many go out at once from this process, over all lanes. */
const AT_ONCE = 256
/** While tickets wait for their commit, this many a second: a delivery's own commits hold up theirs. */
const AT_ONCE_WHEN_BUSY = 16
const BUSY_REST_MS = 1_000
/** What is planned, and what ends, gathers so long between two looks: those of a busy desk go together. */
const GATHER_MS = 20
/** What falls due by the clock, or was planned by another process, is looked for this often. */
const POLL_MS = 500
/** How long `stop` waits for what is under way before it cuts it short. */
const STOP_MS = 5_000

export type Deliverer = { wake: () => void; stop: () => Promise<void> }

/**
 * Sends what is due until it is stopped. Outcomes are written in groups: those that come while one is being written go
 * with the next. A process that dies leaves rows in `sending`, which the others take back once its lease ran out.
 */
export const startDelivering = (lodge: Lodge, channels: Channel[]): Deliverer => {
  const byName = new Map(channels.map((channel) => [channel.name, channel]))
  const running = new Set<Claim>()
  const finished: Finished[] = []
  const stopped = new AbortController()
  const cut = new AbortController()
  let woken = Promise.withResolvers<void>()
  const wake = () => woken.resolve()

  const sendOne = async (claim: Claim, shared: Shared): Promise<void> => {
    const startedAt = new Date()
    const began = performance.now()
    const outcome = await attempt(claim, shared)
    if (outcome) finished.push({ claim, outcome, startedAt, tookMs: performance.now() - began })
    else running.delete(claim)
    wake()
  }

  /** Undefined where another process has taken it over meanwhile. */
  const attempt = async (claim: Claim, shared: Shared): Promise<Outcome | undefined> => {
    const channel = byName.get(claim.channel)
    if (!channel) return { ok: false, reason: `This process has no ${claim.channel}.`, permanent: false }
    let taken = false
    const handedOver = async () => {
      if (await noteHandedOver(lodge, claim)) return
      taken = true
      throw new Error('another process sends this delivery')
    }
    try {
      const outcome = await channel.send({ lodge, delivery: claim, shared, signal: cut.signal, handedOver })
      return taken ? undefined : outcome
    } catch (error) {
      if (taken) return undefined
      lodge.log.error({ err: error, delivery: claim.id, channel: claim.channel }, 'a delivery failed within Lodge')
      return { ok: false, reason: 'Lodge failed to send this; its log says why.', permanent: false, uncertain: true }
    }
  }

  /** Writes what has finished; whatever the database says, it is written sometime, or its lease runs out. */
  const writeFinished = async (): Promise<void> => {
    const group = finished.slice()
    if (group.length === 0) return
    await finish(lodge, group)
    finished.splice(0, group.length)
    for (const { claim } of group) running.delete(claim)
  }

  let notBefore = 0
  const takeDue = async (): Promise<number> => {
    const room = (lodge.intake.isBusy() ? AT_ONCE_WHEN_BUSY : AT_ONCE) - running.size
    if (stopped.signal.aborted || room <= 0 || performance.now() < notBefore) return 0
    const claims = await claimDue(lodge, [...byName.keys()], room, busyLanes(running))
    if (claims.length > 0 && lodge.intake.isBusy()) notBefore = performance.now() + BUSY_REST_MS
    // One a group: nobody gets what was read before their delivery was taken.
    const shared = openShared()
    for (const claim of claims) {
      running.add(claim)
      void sendOne(claim, shared)
    }
    return claims.length
  }

  const run = async (): Promise<void> => {
    while (!stopped.signal.aborted || running.size > 0) {
      woken = Promise.withResolvers()
      const began = performance.now()
      try {
        await writeFinished()
        const took = await takeDue()
        if (took === 0 && finished.length === 0) await Promise.race([woken.promise, rest(POLL_MS)])
        await rest(Math.max(0, GATHER_MS - (performance.now() - began)))
      } catch (error) {
        const away = isUnavailable(error)
        lodge.log.warn({ err: error }, away ? 'the database is away; deliveries wait for it' : 'deliveries try again')
        if (stopped.signal.aborted && cut.signal.aborted) return
        await rest(POLL_MS)
      }
    }
  }
  const rest = (ms: number) => sleep(ms)

  const beat = async (): Promise<void> => {
    const claims = [...running]
    if (claims.length > 0) await keepClaims(lodge, claims)
    if ((await takeBackLost(lodge)) > 0) wake()
  }
  const heartbeat = () => {
    beat().catch((error) => lodge.log.warn({ err: error }, 'the leases of deliveries could not be renewed'))
  }
  const timer = setInterval(heartbeat, HEARTBEAT_MS)
  heartbeat()
  const done = run()

  return {
    wake,
    stop: async () => {
      stopped.abort()
      wake()
      const timeout = setTimeout(() => cut.abort(), STOP_MS)
      await done
      clearTimeout(timeout)
      clearInterval(timer)
    },
  }
}

const busyLanes = (running: Iterable<Claim>): Busy[] => {
  const lanes = new Map<string, Busy>()
  for (const { deskId, channel, lane } of running) {
    const key = JSON.stringify([deskId, channel, lane])
    const known = lanes.get(key)
    if (known) known.count += 1
    else lanes.set(key, { deskId, channel, lane, count: 1 })
  }
  return [...lanes.values()]
}
