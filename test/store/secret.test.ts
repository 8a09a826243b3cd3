import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openLodge } from '../../src/core/open-lodge.ts'
import { checkSecret } from '../../src/core/secrets.ts'
import { readSecret } from '../../src/store/secret.ts'
import { quiet, useLodge } from '../support/lodge.ts'

const folder = mkdtempSync(join(tmpdir(), 'lodge-secret-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const lodge = useLodge()

test('a data folder gets a secret at first use, keeps it, and shows it to its user only', () => {
  const secret = readSecret(join(folder, 'new'))
  expect(secret).toMatch(/^[\w-]{43}$/)
  expect(readSecret(join(folder, 'new'))).toBe(secret)
  expect(readSecret(join(folder, 'other'))).not.toBe(secret)
  expect(statSync(join(folder, 'new', 'secret')).mode & 0o777).toBe(0o600)
})

test('the first secret that a database sees is its own; a process with another one is refused', async () => {
  const open = (secret?: string) =>
    openLodge(lodge.store, { dataDir: lodge.dataDir, log: quiet, intakeLimit: 10, secret })
  await Promise.all([checkSecret(open()), checkSecret(open())])
  await checkSecret(open())
  await expect(checkSecret(open('x'.repeat(32)))).rejects.toThrow(/were sealed with another LODGE_SECRET/)
})
