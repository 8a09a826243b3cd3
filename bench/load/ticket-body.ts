import { randomBytes } from 'node:crypto'

export type Customers = {
  /** How many known customers there are to come back: `c0@bench.example`, `c1@bench.example` ... */
  known: number
}

const SENTENCES = [
  'Since this morning the page stays empty after I sign in.',
  'I have tried another browser and another network, no change.',
  'The order arrived, but one of the boxes was already open.',
  'Could you send the invoice to our new address as well?',
  'It worked until the last update of the app on my phone.',
  'My colleague has the same, so it is not only my account.',
]

/** What a creation says. */
export type Said = { requester: { email: string; name: string }; subject: string; body: string }

/** Makes what is said in about 300 bytes: by a customer who was never seen, and one who comes back, in turn. */
export const sayings = ({ known }: Customers): (() => Said) => {
  const run = randomBytes(4).toString('hex')
  let made = 0
  return () => {
    made += 1
    const isNew = made % 2 === 1
    const email = isNew ? `n${made}.${run}@bench.example` : `c${Math.floor(Math.random() * known)}@bench.example`
    const at = made % SENTENCES.length
    const body = `${SENTENCES[at]} ${SENTENCES[(at + 1) % SENTENCES.length]} ${SENTENCES[(at + 3) % SENTENCES.length]}`
    return { requester: { email, name: 'Ann Example' }, subject: `Order ${made} did not arrive`, body }
  }
}

/** The same as bodies of `/v1`. */
export const bodies = (customers: Customers): (() => string) => {
  const next = sayings(customers)
  return () => JSON.stringify(next())
}
