import type { PoolClient } from 'pg'
import { mentioned } from '../channels/mail/plan/mentions.ts'
import { type Batch, batchValues, type Follower, IN_BATCH } from '../core/events/follow.ts'
import { type LiveNote, tellLive } from '../core/live/note.ts'
import type { Lodge } from '../core/lodge.ts'

type Row = {
  desk_id: string
  id: string
  kind: 'mention' | 'assignment' | 'reply'
  ticket_id: string
  message_id: string | null
  actor_id: string | null
  assignee_id: string | null
  mentions: string[] | null
  text: string | null
  created_at: Date
}

type Member = { desk_id: string; id: string; email: string; name: string }

type Told = { desk_id: string; member_id: string; id: string }

/**
 * Tells members of what concerns them: a note that names them, a ticket that somebody gave them, a customer's answer on a
 * ticket of theirs. Never of what they did themselves. Where they are live, they see it at once.
 */
export const notificationsFollower = (lodge: Lodge): Follower => {
  let told: Told[] = []
  return {
    name: 'notifications',
    batch: 1_000,
    handle: async (batch) => {
      told = await notify(batch)
    },
    after: () => {
      const notes = told.map(
        ({ desk_id, member_id, id }): LiveNote => ({ about: 'notification', desk: desk_id, member: member_id, id }),
      )
      told = []
      void tellLive(lodge, notes)
    },
  }
}

const notify = async (batch: Batch): Promise<Told[]> => {
  const rows = await readEvents(batch)
  if (rows.length === 0) return []
  const members = await readMembers(batch.client, [...new Set(rows.map((row) => row.desk_id))])
  const notifications = rows.flatMap((row) => {
    const known = members.filter((member) => member.desk_id === row.desk_id)
    return concerned(row, known)
      .filter((id) => id !== row.actor_id)
      .map((member_id) => ({ ...row, member_id }))
  })
  const written = await batch.client.query<Told>(
    `insert into notification (desk_id, member_id, id, kind, ticket_id, message_id, by_id, created_at)
     select desk_id, member_id, id, kind, ticket_id, message_id, actor_id, created_at
     from json_to_recordset($1) as n (
       desk_id bigint, member_id bigint, id bigint, kind text, ticket_id bigint, message_id bigint, actor_id bigint,
       created_at timestamptz
     )
     on conflict do nothing
     returning desk_id::text, member_id::text, id::text`,
    [JSON.stringify(notifications)],
  )
  return written.rows
}

/** What may concern somebody, by what its snapshot says. */
const readEvents = async (batch: Batch): Promise<Row[]> => {
  const found = await batch.client.query<Row>(
    `with told as materialized (
       select desk_id::text, id::text, ticket_id::text, actor_id::text, created_at, type, message, mentions,
         type = 'ticket.created' or type = 'ticket.updated' and changes->'assignee' is not null as is_assigned,
         assignee->>'id' as assignee_id, status = 'spam' as is_spam, message->>'public' = 'true' as is_public
       from event
       -- Each look into a long snapshot reads all of it: one look for all that it says.
       cross join lateral json_to_record(data) as d (ticket json, mentions json, changes json, message json)
       cross join lateral json_to_record(d.ticket) as t (assignee json, status text)
       where ${IN_BATCH} and type in ('ticket.created', 'ticket.updated', 'message.created')
     )
     select desk_id, id, ticket_id, actor_id, created_at, message->>'id' as message_id, assignee_id, mentions,
       message->>'text' as text, 'mention' as kind
     from told
     where type = 'message.created' and not is_public and (mentions is not null or message->>'text' like '%@%')
     union all
     select desk_id, id, ticket_id, null, created_at, message->>'id', assignee_id, null, null, 'reply'
     from told
     where type = 'message.created' and is_public and message->'author'->>'kind' = 'contact' and not is_spam
       and assignee_id is not null
     union all
     select desk_id, id, ticket_id, actor_id, created_at, null, assignee_id, null, null, 'assignment'
     from told
     where is_assigned and assignee_id is not null and not is_spam`,
    batchValues(batch),
  )
  return found.rows
}

const readMembers = async (client: PoolClient, deskIds: string[]): Promise<Member[]> => {
  const found = await client.query<Member>(
    `select desk_id::text, id::text, email, name from member
     where desk_id = any ($1::bigint[]) and disabled_at is null`,
    [deskIds],
  )
  return found.rows
}

/** Those whom a note names by their ids or in its words; else the ticket's own member. */
const concerned = ({ kind, mentions, text, assignee_id }: Row, members: Member[]): string[] => {
  if (kind !== 'mention') return members.filter(({ id }) => id === assignee_id).map(({ id }) => id)
  const inWords = new Set(mentioned(text ?? '', members))
  return members.filter((member) => mentions?.includes(member.id) || inWords.has(member)).map(({ id }) => id)
}
