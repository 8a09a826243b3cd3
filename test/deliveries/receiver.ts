import type { ServerResponse } from 'node:http'
import type { Channel, LoggedEvent, NewDelivery, Outcome } from '../../src/channels/channel.ts'
import { startReceiver } from '../support/receiver.ts'

export type Received = { id: string; attempt: number; event: string; uncertain: boolean }

/** A receiver that keeps which deliveries it got, and answers as the test says. */
export const openReceiver = async (answer: (got: Received, reply: ServerResponse) => void) => {
  const received: Received[] = []
  const { url, close } = await startReceiver((reply, { headers }) => {
    const got = {
      id: String(headers['x-delivery']),
      attempt: Number(headers['x-attempt']),
      event: String(headers['x-event']),
      uncertain: headers['x-uncertain'] === 'true',
    }
    received.push(got)
    answer(got, reply)
  })
  return { url, received, close }
}

/** Where each event goes, by the test's own choice. */
type Routes = (event: LoggedEvent) => { target: string; lane: string; url: string }[]

/** A channel of the test's own: every ticket's creation, posted with the delivery's ids. */
export const postingChannel = (routes: Routes): Channel => ({
  name: 'webhook',
  types: ['ticket.created'],
  plan: async ({ events }) =>
    events.flatMap((event) =>
      routes(event).map(
        ({ target, lane, url }): NewDelivery => ({
          deskId: event.deskId,
          event,
          target,
          lane,
          laneName: `lane ${lane}`,
          data: { url },
        }),
      ),
    ),
  send: async ({ delivery, handedOver, signal }): Promise<Outcome> => {
    await handedOver()
    try {
      const answer = await fetch(String(delivery.data.url), {
        method: 'POST',
        headers: {
          'x-delivery': delivery.id,
          'x-attempt': String(delivery.attempt),
          'x-event': delivery.event.id,
          'x-uncertain': String(delivery.uncertain),
        },
        signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]),
      })
      const text = await answer.text()
      if (answer.ok) return { ok: true, status: answer.status, detail: text }
      const retryAfter = answer.headers.get('retry-after')
      return {
        ok: false,
        reason: `It answered ${answer.status}.`,
        permanent: answer.status === 410,
        status: answer.status,
        detail: text,
        ...(retryAfter && { retryAfterMs: Number(retryAfter) * 1_000 }),
      }
    } catch (error) {
      return { ok: false, reason: String(error), permanent: false, uncertain: true }
    }
  },
})
