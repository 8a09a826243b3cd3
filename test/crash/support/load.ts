import { Agent } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Creation, type Ledger, newCreation, note } from './ledger.ts'
import { post } from './post.ts'

export type Load = { stop: () => Promise<void> }

/**
 * Clients that create tickets one after another, each over a connection of its own, for as long as there is a server to
 * speak to: `target` says where, or undefined. What got no answer and has a key is sent again; now and then a client
 * repeats a creation that was accepted.
 */
export const startLoad = (options: {
  ledger: Ledger
  random: () => number
  token: string
  connections: number
  target: () => string | undefined
}): Load => {
  const { ledger, random } = options
  let stopped = false
  const client = async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    while (!stopped) {
      const url = options.target()
      if (!url) {
        await sleep(10)
        continue
      }
      const creation = ledger.retry.shift() ?? (random() < 0.05 ? anAcceptedOne(ledger, random) : newCreation(random))
      const answer = await post(agent, url, options.token, creation)
      note(ledger, creation, answer)
      // A polite client: it does not come back at once where it was turned away.
      if (answer.kind === 'broken' || answer.status === 503) await sleep(20)
    }
    agent.destroy()
  }
  const clients = Array.from({ length: options.connections }, client)
  return {
    stop: async () => {
      stopped = true
      await Promise.all(clients)
    },
  }
}

/** A creation with a key that was accepted, of any time; a new one while there is none. */
const anAcceptedOne = ({ keyed }: Ledger, random: () => number): Creation =>
  keyed[Math.floor(random() * keyed.length)] ?? newCreation(random)
