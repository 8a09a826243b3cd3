import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'

export type Received = { method: string; url: string; headers: IncomingHttpHeaders; body: string; to: string }

export type Receiver = {
  url: string
  port: number
  received: Received[]
  /** How many connections were made to it. */
  connections: () => number
  close: () => Promise<void>
}

type Answer = (response: ServerResponse, request: Received, message: IncomingMessage) => void

/** Somebody who is told things: a real server on this machine, on all of 127.0.0.0/8, that answers as the test says. */
export const startReceiver = async (
  answer: Answer = (response) => response.writeHead(204).end(),
  tls?: { key: string; cert: string },
): Promise<Receiver> => {
  const received: Received[] = []
  let connections = 0
  const handle = (message: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = []
    message.on('data', (chunk) => chunks.push(chunk))
    message.on('end', () => {
      const one = {
        method: message.method ?? '',
        url: message.url ?? '',
        headers: message.headers,
        body: Buffer.concat(chunks).toString(),
        to: message.socket.localAddress ?? '',
      }
      received.push(one)
      answer(response, one, message)
    })
  }
  const server = tls ? createTlsServer(tls, handle) : createServer(handle)
  server.on('connection', () => {
    connections += 1
  })
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve))
  const { port } = server.address() as AddressInfo // a TCP server's
  return {
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    port,
    received,
    connections: () => connections,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
