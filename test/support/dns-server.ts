import { createSocket } from 'node:dgram'
import { type Answer, decode, encode } from 'dns-packet'

/** What a question gets: records, an error code of RFC 1035 4.1.1 (2 server failure, 3 no such name), or no answer at all. */
export type DnsReply = Answer[] | 2 | 3 | 'silence'

/** A name server on this machine that answers as the test says, and counts what it is asked. */
export const startDnsServer = async (reply: (name: string, type: string, count: number) => DnsReply) => {
  const socket = createSocket('udp4')
  const asked = new Map<string, number>()
  socket.on('message', (message, from) => {
    const query = decode(message)
    const [question] = query.questions ?? []
    if (!question) return
    const key = `${question.type} ${question.name}`
    const count = (asked.get(key) ?? 0) + 1
    asked.set(key, count)
    const answer = reply(question.name, question.type, count)
    if (answer === 'silence') return
    const answers = typeof answer === 'number' ? [] : answer
    const flags = 0x180 | (typeof answer === 'number' ? answer : 0) // recursion desired and available, and the code
    const packet = { type: 'response' as const, id: query.id ?? 0, flags, questions: [question], answers }
    socket.send(encode(packet), from.port, from.address)
  })
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  return { address: `127.0.0.1:${socket.address().port}`, asked, close: () => socket.close() }
}
