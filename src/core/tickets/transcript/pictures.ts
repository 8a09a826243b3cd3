import type { Lodge } from '../../lodge.ts'
import type { Message } from '../ticket.ts'
import type { Picture } from './transcript.ts'

const ONE_MAX = 2 * 1024 * 1024
const TOTAL_MAX = 10 * 1024 * 1024
const TYPES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

/** The pictures that messages show in place, read from storage, up to 2 MiB each and 10 MiB together. */
export const readPictures = async (lodge: Lodge, deskId: string, messages: Message[]): Promise<Picture[]> => {
  const wanted = messages
    .filter(({ html }) => html?.includes('cid:'))
    .flatMap(({ attachments }) => attachments)
    .filter(({ media_type, size }) => TYPES.has(media_type) && size <= ONE_MAX)
  if (wanted.length === 0) return []
  const rows = await lodge.store.db
    .selectFrom('attachment')
    .select(['id', 'storage_key'])
    .where('desk_id', '=', deskId)
    .where((eb) => eb('id', '=', eb.fn.any(eb.val(wanted.map(({ id }) => id)))))
    .execute()
  const keys = new Map(rows.map((row) => [row.id, row.storage_key]))
  const pictures: Picture[] = []
  let total = 0
  for (const { id, name, media_type, size } of wanted) {
    if (total + size > TOTAL_MAX) break
    const file = await lodge.blobs.read(keys.get(id) ?? '').catch(() => undefined)
    if (!file) continue
    total += size
    const bytes = Buffer.concat(await file.toArray())
    pictures.push({ attachmentId: id, name, dataUrl: `data:${media_type};base64,${bytes.toString('base64')}` })
  }
  return pictures
}
