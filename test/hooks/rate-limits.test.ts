import { expect, test } from 'vitest'
import { useLodge } from '../support/lodge.ts'
import { makeHook, send } from './support/hooks.ts'

const lodge = useLodge({ rateLimits: { perCredential: 5, perAddress: 1_000 } })

const statuses = async (count: number, path: (n: number) => string): Promise<number[]> => {
  const found: number[] = []
  for (let n = 0; n < count; n++) found.push((await send(lodge, { path: path(n) }, { email: 'a@example.com' })).status)
  return found
}

test('429 a hook that sends too much, and who guesses addresses; a neighbour’s hook goes on', async () => {
  const desk = await lodge.desk()
  const [hook, other] = [
    await makeHook(lodge, desk, { source: 'generic' }),
    await makeHook(lodge, desk, { source: 'generic' }),
  ]
  expect(await statuses(6, () => hook.path)).toEqual([202, 202, 202, 202, 202, 429])
  expect(await statuses(1, () => other.path)).toEqual([202])
  expect(await statuses(21, (n) => `/hooks/guess${n}`)).toEqual([...Array(20).fill(404), 429])
  expect(await statuses(1, () => other.path)).toEqual([202])
})
