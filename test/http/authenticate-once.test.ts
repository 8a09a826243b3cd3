import { expect, test } from 'vitest'
import { openAuthenticator } from '../../src/core/credentials/authenticate.ts'
import type { CredentialId } from '../../src/core/ids.ts'
import { useLodge } from '../support/lodge.ts'

const lodge = useLodge()

const countQueries = async (work: () => Promise<void>): Promise<number> => {
  let asked = 0
  const count = () => {
    asked += 1
  }
  lodge.store.pool.on('acquire', count)
  await work()
  lodge.store.pool.off('acquire', count)
  return asked
}

test('many who ask for one token at once share a query, and the next ones need none', async () => {
  const desk = await lodge.desk()
  const { authenticate, remembered } = openAuthenticator(lodge.store)
  expect(remembered(desk.token)).toBeUndefined()
  const asked = await countQueries(async () => {
    const actors = await Promise.all(Array.from({ length: 50 }, () => authenticate(desk.token)))
    expect(new Set(actors.map((actor) => actor?.deskId))).toEqual(new Set([desk.id]))
    expect(remembered(desk.token)).toBe(actors[0])
  })
  expect(asked).toBe(1)
})

test('who asks after a token was forgotten does not get the answer of who asked before', async () => {
  const desk = await lodge.desk()
  const { authenticate, remembered, forget } = openAuthenticator(lodge.store)
  const asked = await countQueries(async () => {
    const before = authenticate(desk.token)
    forget('1' as CredentialId) // any: which one is under way is not known before its answer
    const after = authenticate(desk.token)
    expect((await before)?.deskId).toBe(desk.id)
    expect((await after)?.deskId).toBe(desk.id)
  })
  expect(asked).toBe(2)
  expect(remembered(desk.token)).toBeDefined()
  forget(remembered(desk.token)?.credentialId ?? ('1' as CredentialId)) // the token has a credential
  expect(remembered(desk.token)).toBeUndefined()
})

test('a token that is not known is remembered by nobody, and asked for again', async () => {
  const { authenticate, remembered } = openAuthenticator(lodge.store)
  const asked = await countQueries(async () => {
    expect(await authenticate('hd_unknown')).toBeUndefined()
    expect(await authenticate('hd_unknown')).toBeUndefined()
  })
  expect(asked).toBe(2)
  expect(remembered('hd_unknown')).toBeUndefined()
})
