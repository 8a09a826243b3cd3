import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { sampleSets } from './samples.ts'

test('a shell reads the curl line as it was meant, quotes and all', () => {
  const [lodge] = sampleSets('http://localhost:4000', { kind: 'token', secret: "hd_it's" })
  const line = lodge?.samples[0]?.code ?? ''
  const words = execFileSync('sh', ['-c', line.replace(/^curl/, "printf '%s\\n'")], { encoding: 'utf8' }).split('\n')
  expect(words).toContain("Authorization: Bearer hd_it's")
  expect(words[0]).toBe('http://localhost:4000/v1/tickets')
  expect(JSON.parse(words.find((word) => word.startsWith('{')) ?? '')).toMatchObject({ subject: 'I cannot log in' })
})

test('each kind of key has samples of the contracts that take it', () => {
  const contracts = (made: Parameters<typeof sampleSets>[1]) => sampleSets('http://x', made).map((set) => set.contract)
  expect(contracts({ kind: 'token', secret: 'a' })).toEqual(['Lodge', 'Headoni', 'Halo'])
  expect(contracts({ kind: 'widget', secret: 'a' })).toEqual(['Halo'])
  expect(contracts({ kind: 'tickiti', secret: '1|a' })).toEqual(['Tickiti'])
  expect(contracts({ kind: 'pair', secret: 'a', apiKey: 'k', userName: 'ann@example.com' })).toEqual(['Glassix'])
})
