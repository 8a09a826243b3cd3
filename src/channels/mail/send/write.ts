import type { DeskId } from '../../../core/ids.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { type LinkRight, toLink } from '../../../core/mail/links.ts'
import { NOTIFICATIONS } from '../../../core/mail/notifications.ts'
import { replyAddress } from '../../../core/mail/reply-address.ts'
import type { Shared } from '../../../core/shared.ts'
import type { DueDelivery } from '../../channel.ts'
import { layOut } from '../letters/layout.ts'
import { type About, blocksOf } from '../letters/letter.ts'
import { wordsOf } from '../letters/words.ts'
import { LETS_IN, type MailData } from '../mail.ts'
import type { MailOperator } from '../operator.ts'
import { declinable } from '../plan/allowed.ts'
import { readDesks } from '../plan/desks.ts'
import { snapshotOf } from '../snapshots.ts'
import { type AttachedFile, attach } from './attachments.ts'
import { departmentSender } from './department-sender.ts'
import { readDigest } from './digest.ts'
import { headersOf } from './headers.ts'
import { signInUrl } from './sign-in-url.ts'
import { referencesOf } from './thread.ts'

/** A mail as it is handed to the composer: the same for every try, since all of it is from its event. */
export type WrittenMail = {
  data: MailData
  from: { name: string; address: string }
  replyTo: string | null
  references: string[]
  date: Date
  headers: Record<string, string>
  text: string
  html: string
  files: AttachedFile[]
}

type Given = Pick<DueDelivery, 'deskId' | 'event' | 'createdAt'>

/** Writes a mail. Undefined where its desk is gone. `hidesLinks` leaves out what would let its reader in. */
export const writeMail = async (
  { lodge, operator, shared }: { lodge: Lodge; operator: MailOperator; shared: Shared },
  delivery: Given,
  data: MailData,
  { hidesLinks = false }: { hidesLinks?: boolean } = {},
): Promise<WrittenMail | undefined> => {
  const { deskId, event } = delivery
  const desks = await shared(`mail-desk/${deskId}`, () => readDesks(lodge.store.pool, operator, [deskId]))
  const desk = desks.get(deskId)
  if (!desk) return undefined
  const { message, letter } = snapshotOf(event)
  const said = data.kind === 'answer' ? message : letter
  const { files, tooLarge } = await attach(lodge, deskId, said?.attachments ?? [], said?.html ?? null)
  const spare = spareRight(deskId, data)
  const url = (right: LinkRight | undefined) =>
    right ? `${operator.baseUrl}/mail/${toLink(lodge.secrets, right)}` : null
  const about: About = {
    words: wordsOf(data.culture),
    desk: desk.name,
    data,
    event,
    spareUrl: url(spare),
    rateUrl: url(
      data.survey && event.ticketId !== null ? { act: 'rate', deskId, ticketId: event.ticketId } : undefined,
    ),
    signInUrl:
      !hidesLinks && LETS_IN.has(data.kind) ? await signInUrl(lodge, operator.baseUrl, { deskId, event }) : null,
    digest: data.kind === 'digest' ? await readDigest(lodge, deskId, data) : { lines: [], count: 0 },
    tooLarge,
  }
  const from = LETS_IN.has(data.kind)
    ? { name: desk.name, address: desk.operatorAddress }
    : (letter?.from ??
      (await departmentSender(lodge, shared, delivery, data)) ?? { name: desk.fromName, address: desk.fromAddress })
  return {
    data,
    from,
    replyTo:
      event.ticketId === null || data.kind === 'digest'
        ? null
        : replyAddress(lodge.secrets, deskId, event.ticketId, from.address),
    references: await referencesOf(lodge, delivery, data, desk.fromAddress),
    date: delivery.createdAt,
    headers: headersOf(deskId, event, data, about.spareUrl),
    ...layOut(about.words, data.subject, blocksOf(about)),
    files,
  }
}

/** What its reader can decline by a link: a notice, a copy, a member's kind of mail. */
const spareRight = (deskId: DeskId, data: MailData): LinkRight | undefined => {
  const kind = declinable(data)
  if (kind) return { act: 'spare', deskId, kind, address: data.to.address }
  const preference = NOTIFICATIONS.find((name) => name === data.kind)
  return preference && data.member_id !== undefined
    ? { act: 'mute', deskId, kind: preference, memberId: data.member_id }
    : undefined
}
