import type { NodemailerError } from 'nodemailer'
import type { Channel, Outcome } from '../../channel.ts'
import type { Outbound } from '../../outbound.ts'
import { LETS_IN, type MailData } from '../mail.ts'
import { laneOf, type MailOperator } from '../operator.ts'
import { compose } from './compose.ts'
import type { Checked, Connections, Session } from './connections.ts'
import { contentOf } from './content.ts'
import { endGathering } from './digest.ts'
import { outcomeOf } from './outcome.ts'
import { noteSecondSending, wasSentTwice } from './second-sending.ts'
import { operatorsWay, wayOut } from './server.ts'
import { writeMail } from './write.ts'

export type MailParts = { operator: MailOperator; outbound: Outbound; connections: Connections }

type Given = Parameters<Channel['send']>[0]

/**
 * Sends one mail to one recipient; where there is no server, it is caught: nobody gets it. One that may have arrived
 * already goes out a second time, the same byte for byte and under the same Message-ID, and never a third: SMTP has no way
 * to ask whether a mail was taken (RFC 1047), so the receiver is the one who can tell.
 */
export const sendMail = async (parts: MailParts, given: Given): Promise<Outcome> => {
  const { lodge, delivery, shared } = given
  const data = delivery.data as MailData // planMail's own
  const way = LETS_IN.has(data.kind)
    ? operatorsWay(parts.operator)
    : await shared(`mail-way/${delivery.deskId}`, () => wayOut(lodge, parts.operator, parts.outbound, delivery.deskId))
  if (!way.ok) return way
  if (delivery.uncertain && (await wasSentTwice(lodge, delivery))) {
    const reason = 'Twice the mail server did not say whether it took this mail. Replay it if it has not arrived.'
    return { ok: false, reason, permanent: true, uncertain: true }
  }
  if (data.kind === 'digest') await endGathering(lodge, delivery.deskId, data)
  // Caught: as a mail that was sent, it is written for whoever reads it in the outbox.
  if (way.server === null) return { ok: true, detail: 'No mail server is set: see GET /v1/outbox.' }
  const mail = await writeMail({ lodge, operator: parts.operator, shared }, delivery, data)
  if (!mail) return { ok: false, reason: 'Its desk is gone.', permanent: true }
  const open = () => compose(mail, way.dkim)
  return overSmtp(parts.connections, way.server, given, data, mail.from.address, open)
}

const overSmtp = async (
  connections: Connections,
  server: Checked,
  { lodge, delivery, signal, handedOver }: Given,
  data: MailData,
  from: string,
  open: Parameters<typeof contentOf>[0],
): Promise<Outcome> => {
  const content = contentOf(open, async () => {
    if (delivery.uncertain) await noteSecondSending(lodge, delivery)
    await handedOver()
  })
  let session: Session | undefined
  const cut = () => session?.connection.close()
  signal.addEventListener('abort', cut)
  try {
    session = await connections.take(server, from.slice(from.lastIndexOf('@') + 1))
    if (signal.aborted) throw Object.assign(new Error('Lodge stops'), { code: 'ECONNECTION' })
    const said = await transmit(session, { from, to: data.to.address }, content)
    connections.give(server, session)
    return { ok: true, status: 250, detail: said }
  } catch (error) {
    session?.connection.close()
    // Either nodemailer's, or what handedOver() threw: then nothing was completed.
    return outcomeOf(error as NodemailerError, laneOf(server), data.to.address, content.isComplete())
  } finally {
    signal.removeEventListener('abort', cut)
    content.stream.destroy()
  }
}

/** Answers what the server said when it took the mail. */
const transmit = (
  { connection }: Session,
  envelope: { from: string; to: string },
  { stream }: ReturnType<typeof contentOf>,
): Promise<string> =>
  new Promise((resolve, reject) => {
    // What nodemailer has to say of the end comes right after it; after a close of ours nothing does.
    const ended = () =>
      setImmediate(() => reject(Object.assign(new Error('Connection closed'), { code: 'ECONNECTION' })))
    connection.once('end', ended)
    connection.send({ from: envelope.from, to: [envelope.to] }, stream, (error, info) => {
      connection.off('end', ended)
      if (error) reject(error)
      else resolve(info.response)
    })
  })
