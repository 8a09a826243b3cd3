import type { WebClient } from '@slack/web-api'
import type { Lodge } from '../../core/lodge.ts'
import { actOnReceipt, finishReceipt, pendingReceipt } from '../../core/slack/act.ts'
import type { OpenConnection } from '../../core/slack/open.ts'
import type { SlackPerson } from '../../core/slack/people.ts'
import type { Outcome } from '../channel.ts'
import type { Outbound } from '../outbound.ts'
import { failureOf } from './api.ts'
import { whoIs } from './who.ts'

/** Does what somebody asked for in Slack, and answers them where only they see it. */
export const act = async (given: {
  lodge: Lodge
  outbound: Outbound
  client: WebClient
  connection: OpenConnection
  key: string
  signal: AbortSignal
}): Promise<Outcome> => {
  const { lodge, client, connection, key } = given
  const receipt = { deskId: connection.deskId, connectionId: connection.id, key }
  const received = await pendingReceipt(lodge, receipt)
  if (received === 'done') return { ok: true }
  if (received === 'gone') return { ok: false, reason: 'What came from Slack is not kept any more.', permanent: true }
  let person: SlackPerson
  try {
    person = await whoIs(lodge, client, connection, received)
  } catch (error) {
    return failureOf(error)
  }
  const answer = await actOnReceipt(lodge, receipt, received, person)
  if (received.kind === 'button') {
    const told = await tell(given.outbound, received.responseUrl, answer, given.signal)
    if (!told.ok) return told
  }
  await finishReceipt(lodge, receipt)
  return { ok: true, detail: answer }
}

/** By the response_url of an interaction, which works five times within 30 minutes; after that there is nobody to tell. */
const tell = async (outbound: Outbound, url: string, text: string, signal: AbortSignal): Promise<Outcome> => {
  const answer = await outbound.request({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ response_type: 'ephemeral', replace_original: false, text }),
    signal,
  })
  if (!answer.ok) return answer
  const { status } = answer
  if (status !== 429 && status < 500) return { ok: true, status }
  return { ok: false, status, reason: `Slack answered ${status} to what was to be told the user.`, permanent: false }
}
