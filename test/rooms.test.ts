import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

const src = resolve(import.meta.dirname, '../src')
/** cli > http, jobs > dialects, channels, agent > core > store: a room imports from lower ones only. */
const FLOORS: Record<string, number> = {
  cli: 5,
  http: 4,
  jobs: 4,
  dialects: 3,
  channels: 3,
  agent: 3,
  core: 2,
  store: 1,
}

const imports = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .flatMap((file) =>
    [
      ...readFileSync(join(src, file), 'utf8').matchAll(/^(?:import|export)((?:(?!^import).)*?)from '(\.[^']+)'/gms),
    ].map((match) => ({
      file,
      typeOnly: /^\s*type\b/.test(match[1] ?? ''),
      from: file.split('/')[0] ?? '',
      to: relative(src, resolve(dirname(join(src, file)), match[2] ?? '')).split('/')[0] ?? '',
    })),
  )

test('rooms import downwards only, store only types from core', () => {
  const wrong = imports.filter(({ from, to, typeOnly }) => {
    if (from === to) return false
    if (from === 'store' && to === 'core') return !typeOnly
    return (FLOORS[to] ?? 9) >= (FLOORS[from] ?? 0)
  })
  expect(wrong).toEqual([])
})

test('only the command line reads the environment', () => {
  const readers = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
    (file) =>
      file.endsWith('.ts') && !file.endsWith('.test.ts') && /process\.env/.test(readFileSync(join(src, file), 'utf8')),
  )
  expect(readers).toEqual(readers.filter((file) => file === 'cli/config.ts'))
})

/** What opens a connection to elsewhere: all of it goes through the guarded client, which checks the address. */
const WAYS_OUT = [
  // IMAP has a command of that name.
  /(?<!client\.)\bfetch\(/,
  /from '(node:)?(https|http2)'/,
  /\bhttp\.(request|get)\b|\b(request|get)\b[^\n]* from '(node:)?http'/,
  /\brequire\(/,
  /from '(axios|undici|got|node-fetch)'/,
]
/** The guarded client itself, and the one who asks whether it is Lodge that has this machine's port. */
const MAY_CALL_OUT = ['channels/outbound/exchange.ts', 'cli/doctor/port.ts']

test('all that goes out by HTTP goes through the guarded client', () => {
  const callers = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => {
    if (!file.endsWith('.ts') || file.endsWith('.test.ts')) return false
    const text = readFileSync(join(src, file), 'utf8')
    return WAYS_OUT.some((way) => way.test(text))
  })
  expect(callers.toSorted()).toEqual(MAY_CALL_OUT)
})

const web = resolve(import.meta.dirname, '../web/src')
/** The one file of the pages that looks into the server. */
const MAY_KNOW = 'api/types.ts'

test('the pages know the server by its API, and of its code the types alone, in one file', () => {
  const wrong = readdirSync(web, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .flatMap((file) =>
      [...readFileSync(join(web, file), 'utf8').matchAll(/^(?:import|export)((?:(?!^import).)*?)from '(\.[^']+)'/gms)]
        .filter((match) => relative(web, resolve(dirname(join(web, file)), match[2] ?? '')).startsWith('..'))
        .filter((match) => file !== MAY_KNOW || !/^\s*type\b/.test(match[1] ?? ''))
        .map((match) => `${file}: ${match[2]}`),
    )
  expect(wrong).toEqual([])
})
