import type { Actor } from '../../core/actor.ts'
import { createAttachment } from '../../core/attachments/create.ts'
import { type ReceivedFile, receiveFile } from '../../core/attachments/receive.ts'
import type { Change } from '../../core/change.ts'
import type { Lodge } from '../../core/lodge.ts'
import { type Content, readContent } from '../../dialects/tickiti/body.ts'
import { contentFaults } from '../../dialects/tickiti/create.ts'
import { withAttachments } from '../../dialects/tickiti/inline-images.ts'
import { Problem } from '../problem.ts'
import { BODY_LIMIT, refuse } from './contract.ts'

/** A message's content, as long as it may be. `path` is the field that it came in. */
export const checkedContent = (path: string, content: string): Content => {
  const read = readContent(content)
  refuse(contentFaults(path, read.source))
  return read
}

/** Content whose pictures are files by now. */
export type Filed = { body: Pick<Content, 'format' | 'source'>; attachments: string[] }

/** Gives a content's pictures to the message to come: uploads, which the html names by their ids (`cid:<id>`). */
export const fileImages = async (change: Change, { format, source, images }: Content): Promise<Filed> => {
  const ids: string[] = []
  for (const { name, base64 } of images) {
    const file = await store(change.lodge, name, base64)
    ids.push((await createAttachment(change, file)).id)
  }
  return { body: { format, source: withAttachments(source, images, ids) }, attachments: ids }
}

/** The same in a transaction of its own, for who has none: what no message takes is swept a day later. */
export const fileImagesFirst = async (lodge: Lodge, actor: Actor, content: Content): Promise<Filed> =>
  content.images.length === 0
    ? { body: { format: content.format, source: content.source }, attachments: [] }
    : lodge.store.db.transaction().execute((tx) => fileImages({ tx, lodge, actor }, content))

const store = async (lodge: Lodge, name: string, base64: string): Promise<ReceivedFile> => {
  const bytes = async function* () {
    yield Buffer.from(base64, 'base64')
  }
  const received = await receiveFile(lodge, { source: bytes(), name, maxBytes: BODY_LIMIT })
  if (received.ok) return received.value
  throw new Problem(507, 'storage_full', 'There is no room left to store a picture. Tell your operator.')
}
