import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { expect, test } from 'vitest'

/** What takes long to load, or much memory, and is needed by few: loaded when somebody needs it. */
const LATER = ['better-auth', '@better-auth/passkey', 'mailauth', 'imapflow', 'smtp-server', 'pdfkit']

/** The package that a specifier names: `better-auth` of `better-auth/api`. */
const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

/** The packages that come with a file, by whatever it imports, and what those import. */
const packagesOf = (file: string, seen = new Set<string>()): Set<string> => {
  const packages = new Set<string>()
  if (seen.has(file)) return packages
  seen.add(file)
  const text = readFileSync(file, 'utf8')
  for (const [, typeOnly, specifier = ''] of text.matchAll(/^(?:import|export) (type )?[^'`=()]*?from '([^']+)'/gm)) {
    if (typeOnly || specifier.startsWith('node:')) continue
    const found = specifier.startsWith('.')
      ? packagesOf(resolve(dirname(file), specifier), seen)
      : [packageOf(specifier)]
    for (const name of found) packages.add(name)
  }
  return packages
}

test('the server starts without what few need', () => {
  const loaded = packagesOf(resolve(import.meta.dirname, '../src/cli/commands/serve.ts'))
  expect(loaded).toContain('fastify')
  expect([...loaded].filter((name) => LATER.includes(name))).toEqual([])
})
