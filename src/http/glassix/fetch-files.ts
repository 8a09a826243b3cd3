import type { Outbound } from '../../channels/outbound.ts'
import { type ReceivedFile, receiveFile } from '../../core/attachments/receive.ts'
import type { DeskId } from '../../core/ids.ts'
import type { Lodge } from '../../core/lodge.ts'
import { Problem } from '../problem.ts'
import { invalid } from './contract.ts'
import { readFileLink } from './files.ts'

/** The most that a file of a message may have (their page "Send ticket"). */
const MAX_BYTES = 5 * 1024 * 1024

export type Fetched = { received: ReceivedFile[]; uploaded: string[] }

/**
 * The files that a message names by their addresses: what was uploaded here by its id, all else is asked for through the
 * guarded client and stored. Throws a Problem that names the one which cannot be had, and leaves nothing then.
 */
export const fetchFiles = async (
  lodge: Lodge,
  outbound: Outbound,
  deskId: DeskId,
  uris: string[],
): Promise<Fetched> => {
  const fetched: Fetched = { received: [], uploaded: [] }
  try {
    for (const [place, uri] of uris.entries()) {
      const own = readFileLink(lodge.secrets, uri.split('/').at(-1) ?? '')
      if (own?.deskId === deskId) fetched.uploaded.push(own.id)
      else fetched.received.push(await fetchOne(lodge, outbound, uri, `files.${place}`))
    }
  } catch (error) {
    await discard(lodge, fetched.received)
    throw error
  }
  return fetched
}

export const discard = async (lodge: Lodge, files: ReceivedFile[]): Promise<void> => {
  for (const { key } of files) await lodge.blobs.remove(key)
}

const fetchOne = async (lodge: Lodge, outbound: Outbound, url: string, path: string): Promise<ReceivedFile> => {
  const refuse = (code: string, message: string): Problem => invalid([{ path, code, message }])
  const answer = await outbound.request({ method: 'GET', url, headers: {}, maxBytes: MAX_BYTES, redirects: 3 })
  if (!answer.ok) throw refuse('unreachable', `cannot be fetched: ${answer.reason.replace(/\.$/, '')}`)
  if (answer.status < 200 || answer.status > 299)
    throw refuse('unreachable', `cannot be fetched: it answers ${answer.status}`)
  if (answer.truncated) throw refuse('too_large', `must be at most ${MAX_BYTES.toLocaleString('en-US')} bytes`)
  if (answer.body.length === 0) throw refuse('empty_file', 'is empty')
  const source = async function* () {
    yield answer.body
  }
  const received = await receiveFile(lodge, { source: source(), name: nameIn(url), maxBytes: MAX_BYTES })
  if (received.ok) return received.value
  throw new Problem(507, 'storage_full', 'There is no room left to store this file. Tell your operator.')
}

const nameIn = (url: string): string => {
  const last = new URL(url).pathname.split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(last)
  } catch {
    return last
  }
}
