import { createReadStream } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Archived, readMbox } from '../../channels/mail/in/mbox.ts'
import { OperatorError } from '../../store/errors.ts'

/** An archive of mails: how much there is of it (`unit`), and its mails in their order. */
export type Archive = { total: number; unit: 'bytes' | 'mails'; mails: () => AsyncGenerator<Archived> }

/** Opens an mbox file, whose mails are kept up to just over `maxBytes`, or a Maildir. Throws an OperatorError where it is neither. */
export const openArchive = async (path: string, maxBytes: number): Promise<Archive> => {
  const found = await stat(path).catch(() => undefined)
  if (!found) throw new OperatorError(`There is no file or folder ${path}.`)
  if (found.isDirectory()) return openMaildir(path)
  return { total: found.size, unit: 'bytes', mails: () => readMbox(createReadStream(path), maxBytes) }
}

/** https://cr.yp.to/proto/maildir.html: `tmp` holds what is still being delivered. */
const openMaildir = async (path: string): Promise<Archive> => {
  const folders = ['cur', 'new'].map(async (folder) => {
    const names = await readdir(join(path, folder)).catch(() => [])
    return names.filter((name) => !name.startsWith('.')).map((name) => join(path, folder, name))
  })
  const files = (await Promise.all(folders)).flat().toSorted()
  if (files.length === 0)
    throw new OperatorError(`${path} is no Maildir with mails in it: there is nothing in cur or new.`)
  return {
    total: files.length,
    unit: 'mails',
    mails: async function* () {
      for (const [index, file] of files.entries()) {
        // Its reader may move it on in the meantime.
        const raw = await readFile(file).catch(() => undefined)
        if (raw) yield { raw, at: index + 1 }
      }
    },
  }
}
