import { acceptMail } from '../../../core/inbound-mail/accept.ts'
import { countRefused } from '../../../core/inbound-mail/tally.ts'
import type { Lodge } from '../../../core/lodge.ts'
import type { PostMailbox } from '../../../core/mailboxes/post-address.ts'
import { fail, ok, type Result } from '../../../core/result.ts'
import { providerVerdict } from './provider-verdict.ts'
import type { PostedMail, ProviderReader } from './providers/provider.ts'

export type PostError =
  | { code: 'too_large' }
  | { code: 'storage_full' }
  | { code: 'unsigned' | 'unusable' | 'later'; detail: string }

/** Takes a mail in that somebody posted as it stands. `from` and `to` are what its envelope said, where that is known. */
export const takePostedRaw = async (
  lodge: Lodge,
  mailbox: PostMailbox,
  given: { source: AsyncIterable<Buffer>; maxBytes: number; from: string | null; to: string[]; ip: string },
): Promise<Result<null, PostError>> => {
  const { source, maxBytes, from, to, ip } = given
  return settle(lodge, mailbox, maxBytes, { source, from, to, ip, helo: null, verdict: null, id: null })
}

/** Takes a mail in as its provider posts it: `read` knows that one's form and signature. */
export const takePosted = async (
  lodge: Lodge,
  mailbox: PostMailbox,
  read: ProviderReader,
  posted: PostedMail,
  maxBytes: number,
): Promise<Result<null, PostError>> => {
  const reading = await read(posted, mailbox.signingKey)
  if (reading.state === 'done') return ok(null)
  if (reading.state !== 'mail') {
    if (reading.state !== 'later') {
      await countRefused(lodge, [mailbox])
      lodge.log.warn({ mailbox: mailbox.mailboxId, reason: reading.detail }, 'a posted mail was refused')
    }
    return fail({ code: reading.state, detail: reading.detail })
  }
  return settle(lodge, mailbox, maxBytes, { ...reading.mail, source: whole(reading.mail.raw) })
}

async function* whole(raw: Buffer) {
  yield raw
}

type Handed = {
  source: AsyncIterable<Buffer>
  from: string | null
  to: string[]
  ip: string | null
  helo: string | null
  verdict: Parameters<typeof acceptMail>[1]['verdict']
  id: string | null
}

const settle = async (
  lodge: Lodge,
  mailbox: PostMailbox,
  maxBytes: number,
  { source, from, to, ip, helo, verdict, id }: Handed,
): Promise<Result<null, PostError>> => {
  const { deskId, mailboxId, authservId } = mailbox
  const accepted = await acceptMail(lodge, {
    source,
    maxBytes,
    mailboxes: [{ deskId, mailboxId, to: to.length > 0 ? to : [mailbox.address] }],
    envelope: { from, ip, helo, tls: false, via: 'http' },
    verdict: verdict ?? (async (kept) => (authservId !== null && providerVerdict(kept.head, authservId)) || null),
    sourceKey: id === null ? null : `http/${id}`,
  })
  if (accepted.ok) return ok(null)
  if (accepted.error.code === 'too_large') await countRefused(lodge, [mailbox])
  return accepted
}
