import { createServer } from 'node:http'
import { madeUp } from './answer.ts'

/** The floor of floors: `node:http`, JSON in, an equal JSON out, and nothing else. */
const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const answer = Buffer.from(JSON.stringify(madeUp(JSON.parse(Buffer.concat(chunks).toString('utf8')))))
    response.writeHead(201, { 'content-type': 'application/json; charset=utf-8', 'content-length': answer.length })
    response.end(answer)
  })
})

server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  console.log(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`)
})
