import { expect, test } from 'vitest'
import type { Lane, Status } from '../../api/types.ts'
import type { MailboxAnswer } from '../channels/mailbox-types.ts'
import t from '../texts/en/status.ts'
import { wrongsOf } from './wrongs.ts'

const GIB = 1024 ** 3
const well: Status = {
  version: '1.0.0',
  database: { version: '18', kind: 'embedded' },
  disk: { free: 50 * GIB, total: 100 * GIB },
  tickets_by_day: [],
  followers: [{ name: 'relay', events: 3, seconds: 1 }],
  creations_waiting: 0,
  jobs: { waiting: 1, running: 1, failed: 0 },
}
const lane: Lane = {
  channel: 'webhook',
  lane: '7',
  name: 'https://example.com',
  failing_since: null,
  paused_at: null,
  resting_until: null,
  reason: null,
}
const bytes = (count: number) => `${Math.round(count / GIB)} GB`
const texts = (status: Status | null, mailboxes: MailboxAnswer[] | null = null, lanes: Lane[] | null = null) =>
  wrongsOf(t, bytes, status, mailboxes, lanes).map(({ text }) => text)

test('nothing is wrong with a Lodge that works, nor with what nobody may ask', () => {
  expect(texts(well, [], [lane])).toEqual([])
  expect(texts(null)).toEqual([])
})

test('a disk is low by its share and its size: a tenth of a large one is plenty', () => {
  expect(texts({ ...well, disk: { free: 2 * GIB, total: 100 * GIB } })).toEqual([t.diskLow('2 GB', '100 GB')])
  expect(texts({ ...well, disk: { free: 50 * GIB, total: 1000 * GIB } })).toEqual([])
  expect(texts({ ...well, disk: { free: 2 * GIB, total: 10 * GIB } })).toEqual([])
})

test('what stopped comes before what can wait', () => {
  const status = {
    ...well,
    jobs: { waiting: 0, running: 0, failed: 2 },
    followers: [{ name: 'relay', events: 9, seconds: 300 }],
  }
  const lanes = [
    { ...lane, failing_since: '2026-01-01T00:00:00Z' },
    { ...lane, name: 'Slack', paused_at: '2026-01-01T00:00:00Z' },
  ]
  expect(texts(status, null, lanes)).toEqual([
    t.behind('relay', 300),
    t.lanePaused('Slack'),
    t.jobsFailed(2),
    t.laneFails('https://example.com'),
  ])
  expect(texts({ ...well, jobs: null })).toEqual([t.noJobs])
})
