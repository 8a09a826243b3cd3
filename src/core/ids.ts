/** Ids are snowflakes as decimal strings; each noun's is a type of its own, so mixing two fails to compile. */
type Id<Noun extends string> = string & { readonly __brand: Noun }

export type DeskId = Id<'desk'>
export type TicketId = Id<'ticket'>
export type MessageId = Id<'message'>
export type ContactId = Id<'contact'>
export type CompanyId = Id<'company'>
export type DepartmentId = Id<'department'>
export type TicketTypeId = Id<'ticket_type'>
export type MemberId = Id<'member'>
export type CredentialId = Id<'credential'>
export type AttachmentId = Id<'attachment'>
export type TagId = Id<'tag'>
export type EventId = Id<'event'>

const MAX = (1n << 63n) - 1n

/** Whether a caller's text could be an id or a number of ours: digits that fit PostgreSQL's bigint. */
export const looksLikeId = (text: string): boolean => /^[0-9]{1,19}$/.test(text) && BigInt(text) <= MAX
