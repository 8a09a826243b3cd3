import { existsSync, readdirSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import type { TestLodge } from './lodge.ts'

/** Every file under the attachments folder, unfinished ones too. */
export const storedFiles = (lodge: TestLodge): string[] => {
  const root = join(lodge.dataDir, 'attachments')
  if (!existsSync(root)) return []
  return readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /[0-9a-f]{32}/.test(name))
}

/** A body of `size` bytes that exists one chunk at a time. */
export const streamOf = (size: number, byte = 0x61): ReadableStream<Uint8Array> => {
  const chunk = new Uint8Array(64 * 1024).fill(byte)
  let left = size
  return new ReadableStream({
    pull: (controller) => {
      if (left === 0) return controller.close()
      const take = Math.min(left, chunk.length)
      controller.enqueue(chunk.slice(0, take))
      left -= take
    },
  })
}

/** Sends bytes on a socket of their own; `answer` is all that came back once the other side, or `destroy`, ended it. */
export const rawRequest = (port: number, head: string[]) => {
  const socket = connect(port, '127.0.0.1')
  const chunks: Buffer[] = []
  socket.on('data', (chunk) => chunks.push(chunk))
  socket.on('error', () => {}) // a reset is an end too
  const answer = new Promise<string>((resolve) => socket.on('close', () => resolve(Buffer.concat(chunks).toString())))
  socket.write(`${head.join('\r\n')}\r\n\r\n`)
  return { socket, answer }
}

/** Waits for what happens on the server's side a moment later. */
export const eventually = async (holds: () => boolean | Promise<boolean>): Promise<boolean> => {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await holds()) return true
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  return false
}
