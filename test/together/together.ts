import { afterAll, beforeAll } from 'vitest'
import { openMail } from '../../src/channels/mail/channel.ts'
import { openOutbound } from '../../src/channels/outbound.ts'
import { slackChannel } from '../../src/channels/slack/channel.ts'
import { webhookChannel } from '../../src/channels/webhooks/channel.ts'
import { startJobs } from '../../src/jobs/start.ts'
import { openMailServer, type TestMailServer } from '../mail/mail-server.ts'
import { MAIL_OPERATOR, type TestDesk, type TestLodge, useLodge } from '../support/lodge.ts'
import { type Received, type Receiver, startReceiver } from '../support/receiver.ts'
import { type SlackServer, startSlack } from '../support/slack-server.ts'

export type Together = {
  lodge: TestLodge
  slack: SlackServer
  mail: TestMailServer
  receiver: Receiver
  /** Makes what a path is of; its answer. */
  // biome-ignore lint/suspicious/noExplicitAny: the shape is what each test asserts
  make: (desk: TestDesk, path: string, body: object) => Promise<any>
}

/** Lodge with all its channels and jobs, a Slack, a mail server and a webhook's receiver: each a real server. */
export const useTogether = (): Together => {
  const lodge = useLodge()
  const made = { lodge } as Together // filled by beforeAll, before any test reads it
  const close: (() => Promise<unknown>)[] = []
  made.make = async (desk, path, body) => {
    const answer = await lodge.call(desk.token, 'POST', path, body)
    if (answer.status >= 300) throw new Error(answer.text)
    return answer.json
  }
  beforeAll(async () => {
    const [slack, mail, receiver] = await Promise.all([startSlack(), openMailServer(), startReceiver()])
    Object.assign(made, { slack, mail, receiver })
    const outbound = openOutbound({ allow: ['127.0.0.0/8'] })
    const out = openMail({
      operator: { ...MAIL_OPERATOR, server: mail.server },
      outbound,
    })
    const channels = [webhookChannel(outbound), slackChannel({ outbound, apiUrl: slack.apiUrl }), out.channel]
    const jobs = await startJobs(lodge.lodge, channels)
    close.push(
      jobs.stop,
      async () => out.close(),
      async () => outbound.close(),
      slack.close,
      mail.close,
      receiver.close,
    )
  })
  afterAll(async () => {
    for (const one of close) await one()
  })
  return made
}

/** What a webhook's receiver was told, of some types. */
// biome-ignore lint/suspicious/noExplicitAny: the shape is what each test asserts
export const toldOf = (received: Received[], types: string[]): any[] =>
  received.map(({ body }) => JSON.parse(body)).filter(({ type }) => types.includes(type))
