import { randomBytes } from 'node:crypto'
import type { TestDesk, TestLodge } from '../support/lodge.ts'

/** A mailbox as the API made it. */
export const newMailbox = async (
  lodge: TestLodge,
  desk: TestDesk,
  more: object = {},
): Promise<{ id: string; address: string; url: string }> => {
  const address = `help-${randomBytes(5).toString('hex')}@example.com`
  const made = await lodge.call(desk.token, 'POST', '/v1/mailboxes', { name: 'Support', address, ...more })
  if (made.status !== 201) throw new Error(made.text)
  return made.json
}

/** What is known of a desk's mails, the oldest first, and each one's bytes. */
export const mailsOf = async (lodge: TestLodge, desk: TestDesk, query = '') => {
  const { data } = (await lodge.call(desk.token, 'GET', `/v1/inbound-mails?limit=100&${query}`)).json
  return Promise.all(
    (data as { id: string }[]).toReversed().map(async ({ id }) => {
      const raw = await lodge.app.inject({
        url: `/v1/inbound-mails/${id}/raw`,
        headers: { authorization: `Bearer ${desk.token}` },
      })
      const shown = (await lodge.call(desk.token, 'GET', `/v1/inbound-mails/${id}`)).json
      return { ...shown, raw: raw.rawPayload }
    }),
  )
}

export const statusOf = async (lodge: TestLodge, desk: TestDesk, id: string) =>
  (await lodge.call(desk.token, 'GET', `/v1/mailboxes/${id}`)).json.status

/** The sums that a mailbox's status promises. */
export const sumsAgree = (status: Record<string, number>): boolean =>
  status.seen === (status.stored ?? 0) + (status.repeats ?? 0) + (status.refused ?? 0) &&
  status.stored ===
    (status.waiting ?? 0) + (status.filed ?? 0) + (status.joined ?? 0) + (status.noted ?? 0) + (status.quarantined ?? 0)
