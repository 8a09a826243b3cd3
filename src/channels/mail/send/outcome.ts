import type { NodemailerError } from 'nodemailer'
import type { Outcome } from '../../channel.ts'

type Failure = Extract<Outcome, { ok: false }>

/** About the address or the mail itself. A refusal before that is of us, or of how we are set up, and can be mended. */
const OF_THIS_MAIL = new Set(['RCPT TO', 'DATA'])

/**
 * What an error of SMTP means. RFC 5321, section 4.2.1: 4xx is for now, 5xx for good. `isComplete`: the last of the mail
 * went out, so without an answer nobody knows whether it was taken.
 */
export const outcomeOf = (error: NodemailerError, server: string, recipient: string, isComplete: boolean): Failure => {
  const { code, command } = error
  if (code === 'ETLS' || command === 'STARTTLS') {
    const reason = `No TLS connection with ${server} could be made: ${error.message}`
    return { ok: false, reason, permanent: false }
  }
  const reply = replyOf(error)
  if (reply === undefined) {
    return { ok: false, reason: withoutReply(error, server, isComplete), permanent: false, uncertain: isComplete }
  }
  const { status, text } = reply
  const answer = { status, detail: text }
  if (code === 'EAUTH') {
    return { ok: false, reason: `${server} refused the user name or password.`, permanent: false, ...answer }
  }
  const isPermanent = status >= 500 && status !== 503
  if (command === 'RCPT TO') {
    const verb = isPermanent ? 'refused' : 'cannot take mail now for'
    return { ok: false, reason: `${server} ${verb} ${recipient}.`, permanent: isPermanent, ...answer }
  }
  const isOfMail = OF_THIS_MAIL.has(command ?? '') || status === 552
  const verb = isPermanent ? 'refused the mail' : 'cannot take the mail now'
  return { ok: false, reason: `${server} ${verb}.`, permanent: isPermanent && isOfMail, ...answer }
}

const replyOf = (error: NodemailerError): { status: number; text: string } | undefined => {
  const [first] = error.rejectedErrors ?? []
  const { responseCode, response } = first?.responseCode === undefined ? error : first
  return responseCode === undefined || responseCode < 400 ? undefined : { status: responseCode, text: response ?? '' }
}

const withoutReply = (
  { code, originalCode, message, command }: NodemailerError,
  server: string,
  isComplete: boolean,
): string => {
  if (isComplete) return `${server} did not say whether it took the mail.`
  if (code === 'EDNS') return `The name of ${server} is not known to DNS, or its name server did not answer.`
  if (code === 'ETIMEDOUT') return `${server} did not answer in time.`
  if (code === 'ENOAUTH') return `${server} takes no user name and password, at least not without TLS.`
  if (originalCode === 'ECONNREFUSED') return `${server} refused the connection: nothing listens there.`
  if (/cert|self.signed/i.test(message)) return `${server} showed a TLS certificate that cannot be trusted: ${message}`
  return `The connection to ${server} failed${command ? ` at ${command}` : ''}: ${message}`
}
