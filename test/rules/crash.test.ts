import { once } from 'node:events'
import { expect, test } from 'vitest'
import { ruleTimers } from '../../src/jobs/rule-timers.ts'
import { startJobs } from '../../src/jobs/start.ts'
import { useLodge } from '../support/lodge.ts'
import { makeRule, rulesAreDone, ticketNow } from '../support/rules.ts'
import { spawnScript } from '../support/script.ts'
import { fileTicket } from '../support/tickets.ts'

const lodge = useLodge()

const POINTS = [
  'jobs added',
  'batch committed',
  'job begun',
  'job under way',
  'job after a rule',
  'job committed',
  'timer under way',
  'timer after a rule',
  'timer committed',
]

/** Runs a process that dies at a point; resolves once it has. */
const crashAt = async (point: string): Promise<void> => {
  const child = spawnScript(import.meta.dirname, 'crashing.ts', [lodge.databaseUrl, point])
  const [, signal] = await once(child, 'exit')
  expect(signal, point).toBe('SIGKILL')
}

test('killed between any two steps, every rule acts on every ticket once', async () => {
  const desk = await lodge.desk()
  const note = (body: string) => ({ then: [{ do: 'note', body }] })
  await makeRule(lodge, desk, note('first'))
  await makeRule(lodge, desk, note('second'))
  const isNote = { all: [{ field: 'message.text', operator: 'is', value: 'second' }] }
  const when = { events: [{ event: 'message.created', author: ['automation'] }] }
  await makeRule(lodge, desk, { when, if: isNote, then: [{ do: 'add_tags', tags: ['third'] }] })
  await makeRule(lodge, desk, { when: { after: '1h', since: 'ticket_created' }, ...note('fourth') })
  const tickets: string[] = []
  for (const point of POINTS) {
    for (let n = 0; n < 3; n++) tickets.push((await fileTicket(lodge, desk)).id)
    // Their hour has passed.
    await lodge.store.pool.query(
      `update ticket set created_at = created_at - interval '2 hours'
       where desk_id = $1 and created_at > now() - interval '1 hour'`,
      [desk.id],
    )
    await crashAt(point)
  }
  const jobs = await startJobs(lodge.lodge)
  await rulesAreDone(lodge)
  await ruleTimers.run(lodge.lodge, {})
  await rulesAreDone(lodge)
  await jobs.stop()
  for (const id of tickets) {
    const ticket = await ticketNow(lodge, desk, id)
    const notes = ticket.messages.slice(1).map(({ text }: { text: string }) => text)
    expect(notes.toSorted(), id).toEqual(['first', 'fourth', 'second'])
    expect(ticket.tags).toEqual(['third'])
  }
  const twice = await lodge.store.pool.query(
    `select rule_id, ticket_id from rule_run where state = 'done' group by 1, 2 having count(*) <> 1`,
  )
  expect(twice.rows).toEqual([])
})
