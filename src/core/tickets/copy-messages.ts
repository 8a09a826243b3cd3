import type { Change } from '../change.ts'
import type { Message, WholeTicket } from './ticket.ts'

/**
 * Copies a conversation, oldest first, to a ticket that was just made with its first message; the others and all files are
 * written as they were, under ids of their own.
 */
export const copyMessages = async (
  { tx, lodge, actor }: Change,
  messages: Message[],
  twin: WholeTicket,
): Promise<void> => {
  const [first, ...others] = messages
  const ids = new Map<string, string>(others.map(({ id }) => [id, lodge.store.nextId()]))
  const opening = twin.messages[0]?.id
  if (first && opening !== undefined) {
    ids.set(first.id, opening)
    await tx
      .updateTable('message')
      .set({ created_at: first.created_at, ...authorOf(first) })
      .where('desk_id', '=', actor.deskId)
      .where('ticket_id', '=', twin.id)
      .where('id', '=', opening)
      .execute()
  }
  const idIn = (old: string) => ids.get(old) ?? missing()
  if (others.length > 0) {
    await tx
      .insertInto('message')
      .values(
        others.map((message) => ({
          desk_id: actor.deskId,
          ticket_id: twin.id,
          id: idIn(message.id),
          ...authorOf(message),
          is_public: message.public,
          format: message.format,
          text: message.text,
          html: message.html,
          markdown: message.markdown,
          created_at: message.created_at,
        })),
      )
      .execute()
  }
  for (const message of messages) {
    for (const file of message.attachments) {
      await tx
        .insertInto('attachment')
        .columns([
          'desk_id',
          'id',
          'ticket_id',
          'message_id',
          'name',
          'media_type',
          'size',
          'sha256',
          'storage_key',
          'created_at',
        ])
        .expression((files) =>
          files
            .selectFrom('attachment')
            .select((eb) => [
              'desk_id',
              eb.val(lodge.store.nextId()).as('id'),
              eb.val(twin.id).as('ticket_id'),
              eb.val(idIn(message.id)).as('message_id'),
              'name',
              'media_type',
              'size',
              'sha256',
              'storage_key',
              'created_at',
            ])
            .where('desk_id', '=', actor.deskId)
            .where('id', '=', file.id),
        )
        .execute()
    }
  }
}

const missing = (): never => {
  throw new Error('a message without a copy')
}

const authorOf = ({ author }: Message) => ({
  author_kind: author.kind,
  author_id: author.id,
  author_name: author.id === null ? author.name : null,
})
