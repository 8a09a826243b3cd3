import type { Ticket } from '../tickets/ticket.ts'

/** Somebody who takes part by a channel that Lodge does not deliver to, by its name in lower case, as `whatsapp`. */
export type Elsewhere = { channel: string; identifier: string; name: string | null; contact_id: string }

/** Mail goes out from here; who is on the web reads the conversation there. */
const DELIVERED = new Set(['mail', 'web'])

/**
 * The customers of a ticket whom no message reaches unless the desk's own gateway takes it to them: those among its kept
 * participants (metadata, where anybody may have written: what does not fit is nobody).
 */
export const participantsElsewhere = ({ metadata, requester }: Pick<Ticket, 'metadata' | 'requester'>): Elsewhere[] =>
  (Array.isArray(metadata.participants) ? metadata.participants : []).flatMap((kept: unknown) => {
    if (typeof kept !== 'object' || kept === null) return []
    const { type, protocol, identifier, name, contact_id, active, deleted } = kept as Record<string, unknown> // an object
    if (type !== 'Client' || active === false || deleted === true) return []
    if (typeof protocol !== 'string' || typeof identifier !== 'string') return []
    const channel = CHANNELS[protocol.toLowerCase()] ?? protocol.toLowerCase()
    if (DELIVERED.has(channel)) return []
    return [
      {
        channel,
        identifier,
        name: typeof name === 'string' ? name : null,
        // The requester's is the ticket's, and so is not kept.
        contact_id: typeof contact_id === 'string' ? contact_id : requester.id,
      },
    ]
  })

/** One channel under two names. */
const CHANNELS: Record<string, string> = { fbmessenger: 'facebookmessenger' }
