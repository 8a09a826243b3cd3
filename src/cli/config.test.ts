import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

test.each([
  [undefined, 26_214_400],
  ['', 26_214_400],
  ['1000', 1_000],
  ['25MiB', 26_214_400],
  ['1 gib', 1_073_741_824],
  ['512KiB', 524_288],
])('LODGE_ATTACHMENT_LIMIT=%s', (given, bytes) => {
  expect(readConfig({ LODGE_ATTACHMENT_LIMIT: given }).attachmentLimit).toBe(bytes)
})

test.each(['25MB', '-1', 'lots', '1.5MiB'])('LODGE_ATTACHMENT_LIMIT=%s is refused by name', (given) => {
  expect(() => readConfig({ LODGE_ATTACHMENT_LIMIT: given })).toThrow(
    /^LODGE_ATTACHMENT_LIMIT: must be a number of bytes/,
  )
})
