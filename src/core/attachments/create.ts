import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import type { Attachment } from './attachment.ts'
import type { ReceivedFile } from './receive.ts'

/** Gives a received file its row: an upload that one message may take within a day. */
export const createAttachment = async (change: Change, file: ReceivedFile): Promise<Attachment> => {
  const { tx, lodge, actor } = change
  const createdAt = new Date()
  const attachment: Attachment = {
    id: lodge.store.nextId(),
    name: file.name,
    media_type: file.mediaType,
    size: file.size,
    sha256: file.sha256.toString('hex'),
    created_at: createdAt.toISOString(),
  }
  await tx
    .insertInto('attachment')
    .values({
      desk_id: actor.deskId,
      id: attachment.id,
      name: file.name,
      media_type: file.mediaType,
      size: String(file.size),
      sha256: file.sha256,
      storage_key: file.key,
      credential_id: actor.credentialId,
      created_at: createdAt,
    })
    .execute()
  await recordEvent(change, { type: 'attachment.created', data: attachment })
  return attachment
}
