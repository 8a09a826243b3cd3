import type { Lane, Status } from '../../api/types.ts'
import type { MailboxAnswer } from '../channels/mailbox-types.ts'
import type { SettingsTexts } from '../texts.ts'

/** Something that somebody should look into: what it is, why in the server's words, and where to. */
export type Wrong = {
  id: string
  serious: boolean
  text: string
  detail: string | null
  to: { page: string; id: string } | null
  /** A lane that can be tried again at once. */
  lane: Lane | null
}

/** A follower that is further behind than this has stopped, or cannot keep up. */
const LATE_SECONDS = 60
/** Less than a tenth free, and under so many bytes: a large disk's tenth is plenty. */
const LOW_SHARE = 0.1
const LOW_BYTES = 5 * 1024 ** 3

/** What is wrong, the worst first. What could not be asked (null) says nothing. */
export const wrongsOf = (
  t: SettingsTexts['status'],
  bytes: (count: number) => string,
  status: Status | null,
  mailboxes: MailboxAnswer[] | null,
  lanes: Lane[] | null,
): Wrong[] => {
  const wrong = (id: string, serious: boolean, text: string, more: Partial<Wrong> = {}): Wrong => ({
    ...{ id, serious, text, detail: null, to: null, lane: null },
    ...more,
  })
  const found: Wrong[] = []
  if (status) {
    const { disk, jobs, followers } = status
    if (disk && disk.free < disk.total * LOW_SHARE && disk.free < LOW_BYTES) {
      found.push(wrong('disk', true, t.diskLow(bytes(disk.free), bytes(disk.total))))
    }
    if (!jobs) found.push(wrong('jobs', true, t.noJobs))
    for (const { name, events, seconds } of followers) {
      if (events > 0 && seconds > LATE_SECONDS) {
        found.push(wrong(`follower ${name}`, true, t.behind(name, Math.round(seconds))))
      }
    }
    if (jobs && jobs.failed > 0) found.push(wrong('failed jobs', false, t.jobsFailed(jobs.failed)))
  }
  for (const { id, name, enabled, status: health } of mailboxes ?? []) {
    const to = { page: 'mailboxes', id }
    if (enabled && health?.failing_since) {
      found.push(wrong(`mailbox ${id}`, true, t.mailboxFails(name), { detail: health.last_error, to }))
    }
    if (health && health.quarantined > 0) {
      found.push(wrong(`kept ${id}`, false, t.kept(name, health.quarantined), { to }))
    }
  }
  for (const lane of lanes ?? []) {
    if (!lane.paused_at && !lane.failing_since) continue
    const text = lane.paused_at ? t.lanePaused(lane.name) : t.laneFails(lane.name)
    found.push(wrong(`lane ${lane.channel} ${lane.lane}`, lane.paused_at !== null, text, { detail: lane.reason, lane }))
  }
  return found.sort((a, b) => Number(b.serious) - Number(a.serious))
}
