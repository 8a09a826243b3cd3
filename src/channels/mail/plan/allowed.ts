import type pg from 'pg'
import { type Draft, TO_CUSTOMERS } from '../mail.ts'
import type { MailDesk } from './desks.ts'

/** The kind of a mail that its recipient may decline; undefined for what is their own conversation. */
export const declinable = ({
  kind,
  to,
  shown,
}: Pick<Draft, 'kind' | 'to' | 'shown'>): 'notices' | 'copies' | undefined => {
  if (!TO_CUSTOMERS.has(kind)) return undefined
  if (kind !== 'answer') return 'notices'
  return shown?.to.some(({ address }) => address === to.address) ? undefined : 'copies'
}

/** `support+anything@example.com` is `support@example.com`. */
const withoutTag = (address: string): string => address.toLowerCase().replace(/\+[^@]*@/, '@')

/** Leaves out who is on the blocklist, who asked to be spared, whom nothing reaches, and ourselves: a mail to our own address comes back as a ticket. */
export const allowedOf = async (
  client: pg.PoolClient,
  desks: Map<string, MailDesk>,
  drafts: Draft[],
): Promise<Draft[]> => {
  const others = drafts.filter(({ event, to }) => {
    const desk = desks.get(event.deskId)
    return desk && withoutTag(to.address) !== withoutTag(desk.fromAddress)
  })
  if (others.length === 0) return []
  const refused = await client.query<{ place: number }>(
    `select g.place
     from unnest($1::bigint[], $2::text[], $3::text[], $4::boolean[]) with ordinality
       as g (desk_id, address, kind, is_customer, place)
     where (g.is_customer and exists (
         select from blocklist b
         where b.desk_id = g.desk_id and b.value in (g.address, split_part(g.address, '@', 2))
       )) or exists (
         select from mail_opt_out o where o.desk_id = g.desk_id and o.address = g.address and o.kind = g.kind
       ) or exists (
         select from mail_suppression s
         where s.desk_id = g.desk_id and s.address = g.address and (s.reason = 'bounce' or g.kind is not null)
       )`,
    [
      others.map(({ event }) => event.deskId),
      others.map(({ to }) => to.address),
      others.map((draft) => declinable(draft) ?? null),
      others.map(({ kind }) => TO_CUSTOMERS.has(kind)),
    ],
  )
  const places = new Set(refused.rows.map(({ place }) => Number(place)))
  return others.filter((_, place) => !places.has(place + 1))
}
