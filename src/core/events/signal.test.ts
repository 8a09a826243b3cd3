import { expect, test } from 'vitest'
import { openSignal } from './signal.ts'

test('a wake between the look and the wait is not missed', async () => {
  const signal = openSignal()
  const before = signal.count()
  signal.wake()
  await signal.after(before, 1_000_000)
})

test('a wait ends at the next wake, for everybody who waits', async () => {
  const signal = openSignal()
  const waits = [signal.after(signal.count(), 1_000_000), signal.after(signal.count(), 1_000_000)]
  signal.wake()
  await Promise.all(waits)
})

test('a wait ends when it is aborted, also where it was before', async () => {
  const signal = openSignal()
  const abort = new AbortController()
  const wait = signal.after(signal.count(), 1_000_000, abort.signal)
  abort.abort()
  await wait
  await signal.after(signal.count(), 1_000_000, abort.signal)
})

test('only commits of this process are told on, and no longer once that is stopped', () => {
  const signal = openSignal()
  let told = 0
  const stop = signal.onCommitted(() => {
    told += 1
  })
  signal.committed()
  signal.wake()
  stop()
  signal.committed()
  expect(told).toBe(1)
})
