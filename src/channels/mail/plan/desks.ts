import type pg from 'pg'
import { ALL_ON, type Notifications } from '../../../core/mail/notifications.ts'
import type { Availability, MemberRole } from '../../../store/schema.ts'
import { laneOf, type MailOperator } from '../operator.ts'

export type TeamMember = {
  id: string
  email: string
  name: string
  role: MemberRole
  availability: Availability
  wants: Notifications
}

/** A desk as far as its mail goes. */
export type MailDesk = {
  id: string
  name: string
  culture: string
  fromAddress: string
  fromName: string
  lane: string
  /** The operator's sender and server, for what lets its reader in. */
  operatorAddress: string
  operatorLane: string
  acknowledgement: boolean
  acknowledgementsPerDay: number
  closingNotice: boolean
  survey: boolean
  members: TeamMember[]
}

type Row = {
  desk_id: string
  name: string
  slug: string
  culture: string
  from_address: string | null
  from_name: string | null
  host: string | null
  port: number | null
  acknowledgement: boolean | null
  acknowledgements_per_day: number | null
  closing_notice: boolean | null
  survey: boolean | null
  members: (Omit<TeamMember, 'wants'> & { wants: Notifications | null })[]
}

/** The sender of a desk that has not set one. */
const defaultFrom = (operator: Pick<MailOperator, 'from' | 'domain'>, slug: string): string =>
  operator.from ?? `support@${slug}.${operator.domain}`

/** These desks, with those who answer in them. */
export const readDesks = async (
  client: Pick<pg.Pool, 'query'> | pg.PoolClient,
  operator: MailOperator,
  deskIds: string[],
): Promise<Map<string, MailDesk>> => {
  const found = await client.query<Row>(
    `select d.desk_id, d.name, d.slug, d.culture, s.from_address, s.from_name, s.host, s.port, s.acknowledgement,
       s.acknowledgements_per_day, s.closing_notice, s.survey, array(
         select json_build_object(
           'id', m.id::text, 'email', m.email, 'name', m.name, 'role', m.role, 'availability', m.availability,
           'wants', case when n.member_id is not null then json_build_object(
             'new_ticket', n.new_ticket, 'assignment', n.assignment, 'reply', n.reply,
             'unassigned_reply', n.unassigned_reply, 'mention', n.mention) end
         )
         from member m
         left join member_notification n on n.desk_id = m.desk_id and n.member_id = m.id
         where m.desk_id = d.desk_id and m.disabled_at is null
         order by m.id
       ) as members
     from desk d left join mail_settings s on s.desk_id = d.desk_id
     where d.desk_id = any ($1::bigint[])`,
    [deskIds],
  )
  return new Map(found.rows.map((row) => [row.desk_id, toDesk(row, operator)]))
}

const toDesk = (row: Row, operator: MailOperator): MailDesk => ({
  id: row.desk_id,
  name: row.name,
  culture: row.culture,
  fromAddress: row.from_address ?? defaultFrom(operator, row.slug),
  fromName: row.from_name ?? row.name,
  operatorAddress: defaultFrom(operator, row.slug),
  operatorLane: laneOf(operator.server),
  lane: laneOf(row.host !== null && row.port !== null ? { host: row.host, port: row.port } : operator.server),
  acknowledgement: row.acknowledgement ?? true,
  acknowledgementsPerDay: row.acknowledgements_per_day ?? 3,
  closingNotice: row.closing_notice ?? true,
  survey: row.survey ?? false,
  members: row.members.map((member) => ({ ...member, wants: member.wants ?? ALL_ON })),
})
