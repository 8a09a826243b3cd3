import type { Bench } from '../bench.ts'
import { measureReads } from './reads.ts'

const DAY_MS = 86_400_000

const daysAgo = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString()

/** The inbox's pages of 50, by every filter of the list and by what an inbox really combines, each sort among them. */
export const inboxWorkload = async (bench: Bench): Promise<void> => {
  const full = await bench.full()
  const { filled } = full
  const client = await full.connect()
  const busiest = await client.query<{ contact_id: string }>(
    'select contact_id from ticket where desk_id = $1 group by contact_id order by count(*) desc limit 1',
    [filled.deskId],
  )
  const some = await client.query<{ contact_id: string; external_ref: string }>(
    'select contact_id, external_ref from ticket where desk_id = $1 and external_ref is not null order by hashint8(id) limit 50',
    [filled.deskId],
  )
  await client.end()
  const one = (name: string, query: string) => ({ name, paths: [`/v1/tickets?limit=50&${query}`] })
  const each = <T>(name: string, values: T[], query: (value: T) => string) => ({
    name,
    paths: values.map((value) => `/v1/tickets?limit=50&${query(value)}`),
  })
  const { departments, members } = filled
  const heavy = busiest.rows[0]?.contact_id
  const groups = [
    one('newest first', 'sort=-created'),
    one('oldest first', 'sort=created'),
    one('last updated first', 'sort=-updated'),
    one('longest untouched first', 'sort=updated'),
    each('status', ['open', 'pending', 'snoozed', 'resolved', 'closed', 'spam'], (status) => `status=${status}`),
    each('status, last updated first', ['open', 'pending', 'closed'], (status) => `status=${status}&sort=-updated`),
    each('priority', ['urgent', 'high', 'normal', 'low'], (priority) => `priority=${priority}`),
    each('department', departments, (name) => `department=${name}`),
    each('department, longest untouched first', departments, (name) => `department=${name}&sort=updated`),
    each('type', ['Question', 'Incident', 'Problem', 'Task'], (name) => `type=${name}`),
    each('type, last updated first', ['Question', 'Task'], (name) => `type=${name}&sort=-updated`),
    each('assignee', members, (id) => `assignee=${id}`),
    each('assignee, last updated first', members, (id) => `assignee=${id}&sort=-updated`),
    each('requester', some.rows, (row) => `requester=${row.contact_id}`),
    one('requester who writes most', `requester=${heavy}`),
    one('requester who writes most, last updated first', `requester=${heavy}&sort=-updated`),
    each('tag', [0, 1, 5, 10, 19], (n) => `tag=tag-${n}`),
    each('tag, last updated first', [0, 19], (n) => `tag=tag-${n}&sort=-updated`),
    each('external_ref', some.rows, (row) => `external_ref=${row.external_ref}`),
    each('created range', [1, 30, 300], (days) => `created_after=${daysAgo(days + 7)}&created_before=${daysAgo(days)}`),
    each(
      'created range, last updated first',
      [1, 30, 300],
      (days) => `created_after=${daysAgo(days + 7)}&sort=-updated`,
    ),
    each('updated range', [1, 30, 300], (days) => `updated_after=${daysAgo(days + 7)}&updated_before=${daysAgo(days)}`),
    each('updated range, last updated first', [1, 300], (days) => `updated_before=${daysAgo(days)}&sort=-updated`),
    each('my open ones', members, (id) => `assignee=${id}&status=open&sort=-updated`),
    each('open in a department', departments, (name) => `department=${name}&status=open`),
    each('urgent and open', ['urgent', 'high'], (priority) => `priority=${priority}&status=open&sort=created`),
    each('open with a tag', [0, 19], (n) => `tag=tag-${n}&status=open`),
  ]
  await measureReads(bench, {
    workload: 'inbox',
    limit: 10,
    groups,
    follow: true,
    count: bench.options.quick ? 30 : 300,
  })
}
