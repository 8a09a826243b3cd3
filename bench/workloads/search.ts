import { seeded } from '../../test/crash/support/random.ts'
import type { Bench } from '../bench.ts'
import { RARE_COUNT, RARE_FROM, word } from '../fill/words.ts'
import { measureReads } from './reads.ts'

const SEED = 7

/**
 * Searches for words that are in nearly every message, in some, in one; for several, misspelt ones, names and numbers. The
 * index has every message by then (fill/followers.ts).
 */
export const searchWorkload = async (bench: Bench): Promise<void> => {
  const full = await bench.full()
  const random = seeded(SEED)
  const draw = (from: number, count: number) => from + Math.floor(random() * count)
  const many = (name: string, make: () => string) => ({
    name,
    paths: Array.from({ length: 30 }, () => `/v1/search?q=${encodeURIComponent(make())}`),
  })
  const misspelt = () => {
    const text = word(draw(8_000, 20_000))
    const at = 1 + Math.floor(random() * (text.length - 2))
    return text.slice(0, at) + text.slice(at + 1)
  }
  const { tickets } = bench.options
  const groups = [
    many('a word in most messages', () => word(draw(0, 10))),
    many('a word in some', () => word(draw(200, 2_000))),
    many('a word in one or two', () => word(draw(RARE_FROM, RARE_COUNT))),
    many('two common words', () => `${word(draw(0, 50))} ${word(draw(0, 50))}`),
    many('a common word and a rare one', () => `${word(draw(0, 20))} ${word(draw(5_000, 20_000))}`),
    many('a misspelt word', misspelt),
    many('a word that is nowhere', () => `${word(draw(0, 1_000))}${word(draw(0, 1_000))}x`),
    many('an order number', () => `ORD-${draw(1, tickets)}`),
    many('a ticket number', () => String(draw(1, tickets))),
    many('an address', () => `c${draw(0, full.filled.contacts)}@bench.example`),
    many('a customer’s name', () => `Customer ${draw(0, full.filled.contacts)}`),
  ]
  await measureReads(bench, {
    workload: 'search',
    limit: 50,
    groups,
    follow: false,
    count: bench.options.quick ? 15 : 150,
  })
}
