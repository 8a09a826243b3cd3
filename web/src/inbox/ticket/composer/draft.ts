import type { AttachmentSummary, TicketStatus } from '../../../api/types.ts'

/** What somebody is writing on a ticket, as they left it. */
export type Draft = {
  public: boolean
  /** Html as the editor has it; '' where nothing was typed. */
  body: string
  /** Empty: to the requester and who takes part. */
  to: string[]
  cc: string[]
  bcc: string[]
  attachments: AttachmentSummary[]
  /** Whether the signature stands below it. */
  signed: boolean
  status_after: TicketStatus | null
  /** The last message that was there when they began. */
  seen_message_id: string | null
  /** In ISO 8601; of two, the later one counts. */
  updated_at: string
}

export const emptyDraft = (isPublic: boolean): Draft => ({
  public: isPublic,
  body: '',
  to: [],
  cc: [],
  bcc: [],
  attachments: [],
  signed: true,
  status_after: null,
  seen_message_id: null,
  updated_at: new Date(0).toISOString(),
})

/** Whether there is nothing in it that would be missed. */
export const isEmptyDraft = ({ body, attachments }: Pick<Draft, 'body' | 'attachments'>): boolean =>
  isEmptyHtml(body) && attachments.length === 0

/** Whether html of the editor says nothing: neither a letter nor a picture. */
export const isEmptyHtml = (html: string): boolean =>
  !/<img\b|<hr\b/.test(html) && html.replace(/<[^>]*>|&nbsp;|\s/g, '') === ''

/** Under which name this machine keeps it. */
export const draftKey = (memberId: string, ticketId: string) => `lodge.draft.${memberId}.${ticketId}`

/** What was kept on this machine; null where there is none, or it cannot be read. */
export const readLocalDraft = (memberId: string, ticketId: string): Draft | null => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(draftKey(memberId, ticketId)) ?? 'null')
    return typeof kept === 'object' && kept !== null ? { ...emptyDraft(true), ...kept } : null
  } catch {
    return null
  }
}

/** Keeps it on this machine, first of all: no network, session or server can then lose it. */
export const keepLocalDraft = (memberId: string, ticketId: string, draft: Draft): void => {
  try {
    if (isEmptyDraft(draft)) localStorage.removeItem(draftKey(memberId, ticketId))
    else localStorage.setItem(draftKey(memberId, ticketId), JSON.stringify(draft))
  } catch {
    // The browser's storage is full or forbidden: the server's copy is what is left.
  }
}

/** The later one of two copies of a draft. */
export const laterOf = (a: Draft | null, b: Draft | null): Draft | null => {
  if (!a || !b) return a ?? b
  return b.updated_at > a.updated_at ? b : a
}

/** A text that comes back to where another was begun meanwhile: both are kept, the one that comes back first. */
export const joined = <D extends Pick<Draft, 'body' | 'attachments'>>(
  back: D,
  begun: Pick<Draft, 'body' | 'attachments'> | null,
): D => {
  if (!begun || isEmptyDraft(begun) || begun.body === back.body) return back
  const ids = new Set(back.attachments.map(({ id }) => id))
  const attachments = [...back.attachments, ...begun.attachments.filter(({ id }) => !ids.has(id))]
  return { ...back, body: `${back.body}${begun.body}`, attachments }
}

/** In the html of the editor a picture is shown from our address; in a mail it is a part of it (RFC 2392). */
export const forSending = (html: string): string => html.replace(/ src="\/v1\/attachments\/(\d+)"/g, ' src="cid:$1"')

/** The other way round: a text that was on its way, for the editor. */
export const shownPictures = (html: string): string => html.replace(/ src="cid:(\d+)"/g, ' src="/v1/attachments/$1"')

/** The ids of the pictures within the text: they go along as files of the message. */
export const picturesIn = (html: string): string[] => [
  ...new Set([...html.matchAll(/ src="(?:\/v1\/attachments\/|cid:)(\d+)"/g)].map((match) => match[1] ?? '')),
]

/** The members whom a note names, once each. */
export const mentionsIn = (html: string): string[] => [
  ...new Set(
    [...html.matchAll(/<span\b[^>]*data-type="mention"[^>]*>/g)].flatMap((match) => {
      const id = / data-id="(\d+)"/.exec(match[0])?.[1]
      return id ? [id] : []
    }),
  ),
]
