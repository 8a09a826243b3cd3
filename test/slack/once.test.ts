import { expect, test } from 'vitest'
import { until } from '../support/feed.ts'
import { drop, refuse, takeAndDrop } from '../support/slack-server.ts'
import { connect, fastForward, newTicket, retried, route, settled, useSlack } from './slack.ts'

const given = useSlack()
const { lodge } = given
const inChannel = (channel: string) => given.slack.messages.filter((one) => one.channel === channel)

test('posted, but the answer is lost: it is found, not posted again', async () => {
  const desk = await lodge.desk()
  await connect(given, desk, [route('CLOST0000')])
  given.slack.next('chat.postMessage', takeAndDrop)
  const { id } = await newTicket(given, desk)
  expect(await retried(given, desk)).toMatchObject({ uncertain: true })
  await fastForward(given, desk)
  const [delivery] = await settled(given, desk, 1)
  expect(inChannel('CLOST0000')).toHaveLength(1)
  expect(delivery).toMatchObject({ state: 'sent', attempts: 2, detail: inChannel('CLOST0000')[0]?.ts })

  // The same under the first message, which is known from the search.
  given.slack.next('chat.postMessage', takeAndDrop)
  await lodge.call(desk.token, 'PATCH', `/v1/tickets/${id}`, { status: 'resolved' })
  await retried(given, desk).then(() => until(async () => inChannel('CLOST0000').length === 2))
  await until(async () => {
    await fastForward(given, desk)
    return (await settled(given, desk, 2)).length === 2
  })
  expect(inChannel('CLOST0000').map(({ thread_ts }) => thread_ts)).toEqual([undefined, inChannel('CLOST0000')[0]?.ts])
})

test('lost on the way there: looked for, not found, and posted', async () => {
  const desk = await lodge.desk()
  await connect(given, desk, [route('CAWAY0000')])
  given.slack.next('chat.postMessage', drop)
  await newTicket(given, desk)
  expect(await retried(given, desk)).toMatchObject({ uncertain: true })
  await fastForward(given, desk)
  await settled(given, desk, 1)
  expect(inChannel('CAWAY0000')).toHaveLength(1)
  const methods = given.slack.calls.filter(({ args }) => args.channel === 'CAWAY0000').map(({ method }) => method)
  expect(methods).toEqual(['chat.postMessage', 'conversations.history', 'chat.postMessage'])
})

test('a process that died after handing over: what it posted is found', async () => {
  const desk = await lodge.desk()
  await connect(given, desk, [route('CDIED0000')])
  await newTicket(given, desk)
  await settled(given, desk, 1)
  // As the row is when its lease ran out: posted, and nothing of it noted.
  await lodge.store.pool.query('update slack_thread set ts = null where desk_id = $1', [desk.id])
  await lodge.store.pool.query(
    `update delivery set state = 'pending', uncertain = true, due_at = now(), finished_at = null where desk_id = $1`,
    [desk.id],
  )
  await until(async () => (await settled(given, desk, 1))[0].attempts === 2)
  expect(inChannel('CDIED0000')).toHaveLength(1)
  const thread = await lodge.store.pool.query('select ts from slack_thread where desk_id = $1', [desk.id])
  expect(thread.rows).toEqual([{ ts: inChannel('CDIED0000')[0]?.ts }])
})

test('where Slack does not let us look, it is for a person to decide', async () => {
  const desk = await lodge.desk()
  await connect(given, desk, [route('CBLIND000')])
  given.slack.next('chat.postMessage', takeAndDrop)
  given.slack.next('conversations.history', refuse('missing_scope', { needed: 'channels:history' }))
  await newTicket(given, desk)
  await retried(given, desk)
  await fastForward(given, desk)
  const [delivery] = await settled(given, desk, 1)
  expect(delivery).toMatchObject({ state: 'failed', permanent: true, uncertain: true })
  expect(delivery.reason).toMatch(
    /may have posted it, and Lodge cannot look\. The app lacks the scope channels:history/,
  )
  expect(inChannel('CBLIND000')).toHaveLength(1)
})

test('a reply waits for the first message while that one is tried again', async () => {
  const desk = await lodge.desk()
  await connect(given, desk, [route('CWAIT0000')])
  given.slack.next('chat.postMessage', refuse('internal_error'))
  const { id } = await newTicket(given, desk)
  await retried(given, desk)
  await lodge.call(desk.token, 'PATCH', `/v1/tickets/${id}`, { status: 'pending' })
  await until(async () => {
    await fastForward(given, desk)
    return inChannel('CWAIT0000').length === 2
  })
  await settled(given, desk, 2)
  const [root, reply] = inChannel('CWAIT0000')
  expect(root?.text).toBe('New ticket: #1 I cannot log in')
  expect(reply?.thread_ts).toBe(root?.ts)
})

test('Slack that does not answer in time may have it: it is looked for', async () => {
  const desk = await lodge.desk()
  await connect(given, desk, [route('CSLOW0000')])
  given.slack.next('chat.postMessage', (_, doIt) => doIt())
  await newTicket(given, desk)
  expect(await retried(given, desk)).toMatchObject({ uncertain: true, reason: expect.stringMatching(/did not answer/) })
  await fastForward(given, desk)
  await settled(given, desk, 1)
  expect(inChannel('CSLOW0000')).toHaveLength(1)
})
